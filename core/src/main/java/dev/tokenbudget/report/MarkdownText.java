package dev.tokenbudget.report;

import java.util.regex.Pattern;

/** A text as Markdown shows it: names come from tests and providers, and must stay text in a table and beside HTML. */
final class MarkdownText {

    /** An underscore inside of a word is text already, and test names are full of them. */
    private static final Pattern MARKUP = Pattern.compile("[\\\\|*`\\[\\]~]|(?<!\\w)_|_(?!\\w)");

    private MarkdownText() {}

    static String escaped(String text) {
        return MARKUP.matcher(text)
                .replaceAll("\\\\$0")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("\\p{Cntrl}|\\R", " ");
    }
}
