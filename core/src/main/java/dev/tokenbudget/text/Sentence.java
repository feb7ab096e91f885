package dev.tokenbudget.text;

import java.util.regex.Pattern;

/** Ends what is said with one mark, wherever its last words come from: many end with a full stop of their own, or ask. */
public final class Sentence {

    private static final Pattern STOPS_AFTER_A_MARK = Pattern.compile("(?<=[.?!…])[.\\s]+$");
    private static final Pattern MARK = Pattern.compile("[.?!…]$");

    private Sentence() {}

    /** Return {@code text} with a mark at its end: its own where it has one, else a full stop. */
    public static String of(String text) {
        String said = STOPS_AFTER_A_MARK.matcher(text.strip()).replaceAll("");
        return MARK.matcher(said).find() ? said : said + ".";
    }
}
