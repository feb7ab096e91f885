package dev.tokenbudget.internal.json;

import org.jspecify.annotations.Nullable;

/**
 * The texts that many lines of a file have in common. They are found by their characters, before a new text is made of them,
 * and so are kept once, or a few times where others crowd them out. For one thread.
 */
public final class RepeatedTexts {

    private static final int PLACES = 1 << 10;

    private final @Nullable String[] latest = new String[PLACES];

    /** Return the text of {@code length} characters from {@code from} on. */
    String of(char[] characters, int from, int length) {
        if (length == 0) {
            return "";
        }
        int last = characters[from + length - 1];
        int middle = characters[from + length / 2];
        int place = (31 * (31 * (31 * length + characters[from]) + middle) + last) & PLACES - 1;
        String known = latest[place];
        if (known == null || !isSame(known, characters, from, length)) {
            known = new String(characters, from, length);
            latest[place] = known;
        }
        return known;
    }

    private static boolean isSame(String text, char[] characters, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = length - 1; i >= 0; i--) {
            if (text.charAt(i) != characters[from + i]) {
                return false;
            }
        }
        return true;
    }
}
