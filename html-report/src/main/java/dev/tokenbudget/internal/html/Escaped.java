package dev.tokenbudget.internal.html;

import com.samskivert.mustache.Escapers;
import dev.tokenbudget.internal.text.ForeignText;

/** Text from outside as a page can show it. */
final class Escaped {

    private static final String PLAIN_MARKS = " .,:;%$+-_#()";

    private Escaped() {}

    static String of(String text) {
        return isPlain(text) ? text : Escapers.HTML.escape(ForeignText.lines(text));
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
