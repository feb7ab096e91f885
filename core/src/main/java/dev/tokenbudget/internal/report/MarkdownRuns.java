package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Of each task that moved the run that shows why, beside one of the baseline, as a folded table of Markdown. */
final class MarkdownRuns {

    private static final List<Metric> FIGURES =
            List.of(Metric.CALLS, Metric.TOOL_CALLS, Metric.INPUT, Metric.OUTPUT, Metric.TOTAL);
    private static final String UNKNOWN = "?";

    private final Metric metric;

    MarkdownRuns(Metric metric) {
        this.metric = metric;
    }

    /** Return the section on {@code tasks}, in their order; empty where none of them moved. */
    String of(List<JudgedTask> tasks) {
        List<OfTask> moved = tasks.stream()
                .flatMap(task -> RunPair.of(task, metric)
                        .filter(pair ->
                                pair.cause().isPresent() && pair.accepted().isPresent())
                        .map(pair -> new OfTask(task.comparison(), pair))
                        .stream())
                .toList();
        return MarkdownFold.of(
                "A run that shows why, beside one of the baseline",
                Stream.concat(Stream.of("task", "run"), FIGURES.stream().map(Metric::unit))
                        .toList(),
                moved,
                MarkdownRuns::row,
                "The accepted run that is nearest to the mean → the measured run in which the first cause shows as it does on"
                        + " average. Its calls are in report.html.");
    }

    private record OfTask(TaskComparison task, RunPair runs) {}

    private static String row(OfTask of) {
        RunPair.AcceptedRun accepted = of.runs().accepted().orElseThrow();
        Stream<String> figures = FIGURES.stream()
                .map(figure -> figure(figure, accepted.of(figure)) + " → "
                        + figure(figure, figure.of(of.runs().measured())));
        Stream<String> names = Stream.of(
                MarkdownText.ofTask(of.task()),
                accepted.number() + " → " + of.runs().measured().number());
        return MarkdownText.row(Stream.concat(names, figures).toList());
    }

    private static String figure(Metric metric, OptionalDouble value) {
        return value.isPresent() ? metric.figure(value.getAsDouble()) : UNKNOWN;
    }
}
