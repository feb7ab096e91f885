package dev.tokenbudget.html;

import java.util.regex.Pattern;

/** Text from outside as a page can show it. */
final class Printable {

    /** Control characters, half surrogate pairs, and the marks that turn the direction of the text that follows. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]");

    private Printable() {}

    static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
    }

    /** Whether there is nothing but ASCII without control characters, as in nearly all of a report's hundred thousand values. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~') {
                return false;
            }
        }
        return true;
    }
}
