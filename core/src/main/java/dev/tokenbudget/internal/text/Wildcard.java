package dev.tokenbudget.internal.text;

import java.util.stream.IntStream;

/**
 * A text in which some characters stand for others. Matching takes no longer than the product of the two lengths, whatever
 * the pattern is: the latest {@code *} alone is ever tried again.
 */
public final class Wildcard {

    private static final int ANY_TEXT = '*';
    private static final int ANY_CHARACTER = -1;

    private final int[] pattern;

    private Wildcard(IntStream pattern) {
        this.pattern = pattern.toArray();
    }

    /** Return a pattern in which {@code *} stands for any text and {@code ?} for any character. */
    public static Wildcard glob(String pattern) {
        return new Wildcard(pattern.codePoints().map(character -> character == '?' ? ANY_CHARACTER : character));
    }

    /** Return a pattern in which {@code *} stands for any text, and every other character for itself. */
    public static Wildcard stars(String pattern) {
        return new Wildcard(pattern.codePoints());
    }

    /** Return whether this is a pattern of the whole of {@code text}. */
    public boolean matches(String text) {
        int[] characters = text.codePoints().toArray();
        int at = 0;
        int in = 0;
        int star = -1;
        int textOfStar = 0;
        while (at < characters.length) {
            if (in < pattern.length && pattern[in] == ANY_TEXT) {
                star = in++;
                textOfStar = at;
            } else if (in < pattern.length && (pattern[in] == ANY_CHARACTER || pattern[in] == characters[at])) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++textOfStar;
            } else {
                return false;
            }
        }
        while (in < pattern.length && pattern[in] == ANY_TEXT) {
            in++;
        }
        return in == pattern.length;
    }
}
