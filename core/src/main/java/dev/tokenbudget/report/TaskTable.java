package dev.tokenbudget.report;

import dev.tokenbudget.run.Metric;
import dev.tokenbudget.statistics.Percentile;
import dev.tokenbudget.statistics.SampleSummary;
import dev.tokenbudget.text.Figures;
import dev.tokenbudget.verdict.Evidence;
import dev.tokenbudget.verdict.Finding;
import dev.tokenbudget.verdict.JudgedTask;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of a Markdown table of tasks, before and after. */
final class TaskTable {

    private static final String NOTHING = "-";

    private final Metric metric;
    private final List<Column> columns;

    TaskTable(Metric metric) {
        this.metric = metric;
        columns = List.of(
                Column.ofText(
                        "task",
                        row -> MarkdownText.escaped(
                                row.task().comparison().task().shortName())),
                Column.ofText("verdict", row -> row.task().verdict().name()),
                Column.ofNumber("runs", row -> row.change(summary -> String.valueOf(summary.n()))),
                Column.ofNumber("mean", row -> row.change(summary -> Figures.count(summary.mean()))),
                Column.ofNumber("drift", row -> DriftText.of(row.task(), metric)),
                Column.ofNumber(
                        "tolerance", row -> row.task().toleranceOf(metric).inWords(metric)),
                Column.ofNumber("90 % interval", row -> interval(row.task())),
                Column.ofNumber("P75", row -> row.change(summary -> PercentileText.of(summary, Percentile.P75))),
                Column.ofNumber("P90", row -> row.change(summary -> PercentileText.of(summary, Percentile.P90))),
                Column.ofNumber("P99", row -> row.change(summary -> PercentileText.of(summary, Percentile.P99))));
    }

    String head() {
        return line(columns.stream().map(Column::head))
                + columns.stream().map(Column::alignment).collect(Collectors.joining("|", "|", "|\n"));
    }

    String row(JudgedTask task) {
        Row row = new Row(
                task, task.comparison().before(metric), task.comparison().after(metric));
        return line(columns.stream().map(column -> column.cell().apply(row)));
    }

    private static String line(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private String interval(JudgedTask task) {
        return task.findingOnMean(metric)
                .flatMap(Finding::evidence)
                .flatMap(Evidence::interval)
                .map(interval -> Figures.percent(interval.lower() - 1) + " to " + Figures.percent(interval.upper() - 1))
                .orElse(NOTHING);
    }

    private record Row(JudgedTask task, Optional<SampleSummary> before, Optional<SampleSummary> after) {

        String change(Function<SampleSummary, String> figure) {
            return before.map(figure).orElse(NOTHING) + " → "
                    + after.map(figure).orElse(NOTHING);
        }
    }

    private record Column(String head, String alignment, Function<Row, String> cell) {

        static Column ofText(String head, Function<Row, String> cell) {
            return new Column(head, "---", cell);
        }

        static Column ofNumber(String head, Function<Row, String> cell) {
            return new Column(head, "--:", cell);
        }
    }
}
