package dev.tokenbudget.internal.text;

import java.util.regex.Pattern;

/** Ends a sentence with exactly one mark, whether or not its last words already end with one. */
public final class Sentence {

    private static final String MARKS = ".?!…";
    private static final Pattern MARK = Pattern.compile("[.?!…]$");

    private Sentence() {}

    /** Return {@code text} with a mark at its end: its own where it has one, else a full stop. */
    public static String of(String text) {
        String said = endingOnce(text.strip());
        return MARK.matcher(said).find() ? said : said + ".";
    }

    /** Return {@code text}, which has a first letter or digit, beginning with a capital letter. */
    public static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Return {@code text} without the stops behind a mark that ends it; one that ends in a command gets none. */
    public static String endingOnce(String text) {
        int begin = text.length();
        while (begin > 0 && isStopOrSpace(text.charAt(begin - 1))) {
            begin--;
        }
        if (begin > 0 && MARKS.indexOf(text.charAt(begin - 1)) >= 0) {
            return text.substring(0, begin);
        }
        int stop = text.indexOf('.', begin);
        return stop < 0 ? text : text.substring(0, stop + 1);
    }

    private static boolean isStopOrSpace(char character) {
        return character == '.' || character <= ' ' && Character.isWhitespace(character);
    }
}
