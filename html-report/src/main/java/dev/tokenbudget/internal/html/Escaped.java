package dev.tokenbudget.internal.html;

import com.samskivert.mustache.Escapers;
import java.util.regex.Pattern;

/** Text from outside as a page can show it. */
final class Escaped {

    /** Control characters, half surrogate pairs, and the marks that turn the direction of the text that follows. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]");

    private static final String PLAIN_MARKS = " .,:;%$+-_#()";

    private Escaped() {}

    static String of(String text) {
        return isPlain(text)
                ? text
                : Escapers.HTML.escape(UNPRINTABLE.matcher(text).replaceAll("\uFFFD"));
    }

    /** Whether there is nothing but what means nothing to a browser, as in nearly all of a report's hundred thousand values. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean plain = character >= 'a' && character <= 'z'
                    || character >= '0' && character <= '9'
                    || character >= 'A' && character <= 'Z'
                    || PLAIN_MARKS.indexOf(character) >= 0;
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
