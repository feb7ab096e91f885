package dev.tokenbudget.internal.report;

import java.util.List;
import java.util.function.Function;

/** A table that a reader of Markdown has to unfold, and that stays short enough for a comment. */
final class MarkdownFold {

    /** A row has about 200 characters, and a comment must not have more than 65,536. */
    private static final int MOST_ROWS = 25;

    private MarkdownFold() {}

    /** Return a table of the first {@code entries}, one {@code row} each, with a note below it; empty where there is none. */
    static <T> String of(String title, List<String> head, List<T> entries, Function<T, String> row, String note) {
        if (entries.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n<details><summary>" + title + "</summary>\n\n");
        text.append(MarkdownText.row(head));
        text.append("|---").append("|--:".repeat(head.size() - 1)).append("|\n");
        entries.stream().limit(MOST_ROWS).map(row).forEach(text::append);
        text.append('\n').append(note);
        if (entries.size() > MOST_ROWS) {
            text.append(" The other ").append(entries.size() - MOST_ROWS).append(" rows are in report.json.");
        }
        return text.append("\n\n</details>\n").toString();
    }
}
