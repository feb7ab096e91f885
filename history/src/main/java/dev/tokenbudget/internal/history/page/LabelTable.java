package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.store.Dimension;
import java.util.List;
import java.util.TreeSet;

/**
 * What each value of a label used.
 *
 * @param label the label's name
 * @param rows a row for each value, the dearest first
 */
record LabelTable(String label, List<FigureRow> rows) {

    private static final int MOST = 100;

    /** Return the tables of the labels that any run has. */
    static List<LabelTable> of(Contents contents) {
        return List.of(
                        of("feature", contents, Dimension.FEATURE, RecentRuns.By.FEATURE),
                        of("team", contents, Dimension.TEAM, RecentRuns.By.TEAM))
                .stream()
                .filter(table -> table.rows.stream().anyMatch(row -> !row.name().isEmpty()))
                .toList();
    }

    private static LabelTable of(String label, Contents contents, Dimension dimension, RecentRuns.By by) {
        return new LabelTable(label, FigureRow.of(contents, dimension, by, new TreeSet<>()));
    }

    /** Return the rows that are shown. */
    List<FigureRow> shown() {
        return rows.subList(0, Math.min(MOST, rows.size()));
    }

    /** Return how many values are not shown; nothing where all are. */
    List<Integer> more() {
        return rows.size() > MOST ? List.of(rows.size() - MOST) : List.of();
    }
}
