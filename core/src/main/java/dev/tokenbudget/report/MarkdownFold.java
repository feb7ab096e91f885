package dev.tokenbudget.report;

import java.util.Collections;
import java.util.List;

/** A table that a reader of Markdown has to unfold, and that stays short enough for a comment. */
final class MarkdownFold {

    /** A row has about 200 characters, and a comment must not have more than 65,536. */
    private static final int MOST_ROWS = 25;

    private MarkdownFold() {}

    /** Return a table of the first {@code rows} with a note below it; empty where there is no row. */
    static String of(String title, List<String> head, List<String> rows, String note) {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n<details><summary>" + title + "</summary>\n\n");
        text.append("| ").append(String.join(" | ", head)).append(" |\n");
        text.append("|---")
                .append(String.join("", Collections.nCopies(head.size() - 1, "|--:")))
                .append("|\n");
        rows.stream().limit(MOST_ROWS).forEach(text::append);
        text.append('\n').append(note);
        if (rows.size() > MOST_ROWS) {
            text.append(" The other ").append(rows.size() - MOST_ROWS).append(" rows are in report.json.");
        }
        return text.append("\n\n</details>\n").toString();
    }
}
