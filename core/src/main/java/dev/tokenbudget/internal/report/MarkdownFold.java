package dev.tokenbudget.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A table that a reader of Markdown has to unfold, and that stays short enough for a comment. */
final class MarkdownFold {

    /** What a table may take of a comment, which must not have more than 65,536 characters: what is around its rows, and these. */
    static final int MOST_CHARACTERS = 6_000;

    private static final int ROOM_OF_ROWS = 5_000;
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
        List<String> rows = new ArrayList<>();
        int room = ROOM_OF_ROWS;
        for (T entry : entries.subList(0, Math.min(MOST_ROWS, entries.size()))) {
            String written = row.apply(entry);
            room -= written.length();
            if (room < 0) {
                break;
            }
            rows.add(written);
        }
        rows.forEach(text::append);
        text.append('\n').append(note);
        if (entries.size() > rows.size()) {
            text.append(" The other ").append(entries.size() - rows.size()).append(" rows are in report.json.");
        }
        return text.append("\n\n</details>\n").toString();
    }
}
