package dev.tokenbudget.internal.text;

import java.util.regex.Pattern;

/**
 * Text from outside as Markdown shows it: it stays text in a table and beside HTML, and where GitHub and GitLab show it, it
 * links to nothing and notifies nobody.
 *
 * @see <a href="https://github.github.com/gfm/">GitHub Flavored Markdown</a>
 */
public final class ForeignMarkdown {

    /** What one text may take of a report, before it is escaped. */
    private static final int MOST_CHARACTERS = 1_000;

    /** An underscore inside of a word is text already, and test names are full of them. */
    private static final Pattern MARKUP = Pattern.compile("[\\\\|*`\\[\\]~]|(?<!\\w)_|_(?!\\w)");

    /** At the beginning, these make a heading, a quotation, an item or a line. */
    private static final Pattern BLOCK = Pattern.compile("^(?=[#>]|[-+=][-+=\\s])");

    /**
     * The places where a comment, which is not shown, keeps GitHub and GitLab from making a link of what stands around it: a
     * user or an address ({@code @name}), an issue or a request ({@code #1}, {@code GH-1}, {@code !1}), an address of the web, and
     * a formula ({@code $x$}).
     */
    private static final Pattern LINK = Pattern.compile(
            "(?<=@)|(?<=[#!])(?=\\d)|(?<=\\bGH-)(?=\\d)|(?<=:)(?=//)"
                    + "|(?<=\\bwww)(?=\\.)|(?<=(?<!\\w)\\$)(?=[^\\d\\s])",
            Pattern.CASE_INSENSITIVE);

    private static final String COMMENT = "<!-- -->";

    private ForeignMarkdown() {}

    /** Return {@code text} as a part of one line, or as a cell of a table. */
    public static String of(String text) {
        String escaped = MARKUP.matcher(ForeignText.line(clipped(text)).stripLeading())
                .replaceAll("\\\\$0")
                .replace("&", "&amp;")
                .replace("<", "&lt;");
        String inside = LINK.matcher(escaped).replaceAll(COMMENT);
        return BLOCK.matcher(inside).replaceFirst("\\\\");
    }

    private static String clipped(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }
}
