package dev.tokenbudget.internal.report;

import java.util.List;
import java.util.stream.IntStream;

/** Rows as lines of the console whose columns stand under each other. */
final class AlignedRows {

    private static final String GAP = "  ";

    private AlignedRows() {}

    /** Return one line per row; the columns from the first to the last number are aligned to the right. */
    static List<String> of(List<List<String>> rows, int firstNumber, int lastNumber) {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> line(row, widths, firstNumber, lastNumber))
                .toList();
    }

    private static String line(List<String> row, int[] widths, int firstNumber, int lastNumber) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String padding = " ".repeat(widths[column] - row.get(column).length());
            boolean number = column >= firstNumber && column <= lastNumber;
            line.append(column == 0 ? "" : GAP);
            line.append(number ? padding + row.get(column) : row.get(column) + padding);
        }
        return line.toString().stripTrailing();
    }
}
