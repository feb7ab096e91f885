package dev.tokenbudget.internal.text;

import java.util.regex.Pattern;

/** Ends a sentence with exactly one mark, whether or not its last words already end with one. */
public final class Sentence {

    private static final Pattern STOPS_AFTER_A_MARK = Pattern.compile("(?<=[.?!…])[.\\s]+$");
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
        return STOPS_AFTER_A_MARK.matcher(text).replaceAll("");
    }
}
