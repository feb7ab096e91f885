package dev.tokenbudget.internal.history.footprint;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of the footprint.
 *
 * @param name by which files are called, such as {@code features}
 * @param title what it is headed by
 * @param columns from left to right
 * @param rows a cell for each column
 * @param notes what a reader should know beside it, whole sentences
 */
record Table(String name, String title, List<Column> columns, List<List<Cell>> rows, List<String> notes) {

    /**
     * A column.
     *
     * @param title what it is headed by
     * @param key what programs call it
     * @param number whether it holds numbers
     */
    record Column(String title, String key, boolean number) {

        static Column text(String title, String key) {
            return new Column(title, key, false);
        }

        static Column number(String title, String key) {
            return new Column(title, key, true);
        }
    }

    Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * A cell at its place.
     *
     * @param shown its text
     * @param kind {@code number} or {@code text}
     */
    record Placed(String shown, String kind) {}

    /** Return the cells of each row with the kind of their column. */
    List<List<Placed>> placed() {
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(i ->
                                new Placed(row.get(i).shown(), columns.get(i).number() ? "number" : "text"))
                        .toList())
                .toList();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }
}
