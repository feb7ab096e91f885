package dev.tokenbudget.internal.verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of simulated builds on the page on verdicts, which is written and read here. */
final class VerdictTable {

    private static final String HEADING = "| simulated builds |";

    private static final Pattern FIGURE = Pattern.compile("([0-9.]+) ± ([0-9.]+)");

    private final Map<String, Estimates> rows;

    private VerdictTable(Map<String, Estimates> rows) {
        this.rows = rows;
    }

    /** Read the table from the page. */
    static VerdictTable ofPage() {
        try {
            return new VerdictTable(Files.readString(Path.of("../docs/verdicts.md"))
                    .lines()
                    .dropWhile(line -> !line.startsWith(HEADING))
                    .takeWhile(line -> line.startsWith("|"))
                    .skip(2)
                    .map(row ->
                            Arrays.stream(row.split("\\|")).map(String::strip).toList())
                    .collect(Collectors.toMap(
                            cells -> cells.get(1),
                            cells -> figures(cells.subList(2, cells.size())),
                            (first, second) -> {
                                throw new IllegalStateException("Two rows have the same name.");
                            },
                            LinkedHashMap::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Estimates figures(List<String> cells) {
        Map<BuildFigure, Estimate> figures = new EnumMap<>(BuildFigure.class);
        for (BuildFigure figure : BuildFigure.values()) {
            Matcher written = FIGURE.matcher(cells.get(figure.ordinal()));
            if (written.matches()) {
                figures.put(
                        figure,
                        new Estimate(Double.parseDouble(written.group(1)), Double.parseDouble(written.group(2))));
            }
        }
        return new Estimates(figures);
    }

    /** Return the names of the rows, in their order. */
    List<String> names() {
        return List.copyOf(rows.keySet());
    }

    /** Return the figures of a row, which a new one does not have yet. */
    Estimates of(Cell cell) {
        return rows.getOrDefault(cell.name(), Estimates.NONE);
    }

    /** Return a row as it is written, in Markdown. */
    static String row(Cell cell, Estimates figures) {
        boolean drifted = cell.simulated().drift().tasks() > 0;
        return Arrays.stream(BuildFigure.values())
                .map(figure -> figure == BuildFigure.FOUND && !drifted
                        ? "–"
                        : String.format(
                                Locale.ROOT,
                                "%.1f ± %.1f",
                                figures.of(figure).value(),
                                figures.of(figure).error()))
                .collect(Collectors.joining(" | ", "| " + cell.name() + " | ", " |"));
    }
}
