package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.text.ForeignText;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what tests count and measure by themselves, as reports write it. */
public final class UnitsText {

    private static final String NOTHING = "-";

    private UnitsText() {}

    /** Return a line for each task whose test counts or measures something: the means of a run, and what each unit took. */
    public static List<String> lines(Comparison comparison) {
        return comparison.tasks().stream()
                .map(JudgedTask::comparison)
                .filter(task -> !ownMetrics(task).isEmpty())
                .map(UnitsText::line)
                .toList();
    }

    private static String line(TaskComparison task) {
        return ForeignText.line(ownMetrics(task).stream()
                .map(metric -> metric.unit() + " " + change(task, metric))
                .collect(Collectors.joining("; ", "Counted by " + task.task().shortName() + ", a run: ", ".")));
    }

    /** Return what the test of {@code task} counts or measures, and what a unit of it took. */
    static List<Metric> ownMetrics(TaskComparison task) {
        List<Metric> standard = Metric.standard();
        return task.metrics().stream()
                .filter(metric -> !standard.contains(metric))
                .filter(metric ->
                        task.before(metric).isPresent() || task.after(metric).isPresent())
                .toList();
    }

    /** Return the mean of {@code metric} before and after; one figure alone where it did not move. */
    static String change(TaskComparison task, Metric metric) {
        Optional<Double> before = task.before(metric).map(summary -> summary.mean());
        Optional<Double> after = task.after(metric).map(summary -> summary.mean());
        String from =
                before.map(mean -> metric.figure(mean, after.orElse(mean))).orElse(NOTHING);
        String to = after.map(mean -> metric.figure(mean, before.orElse(mean))).orElse(NOTHING);
        return MarkdownText.change(from, to);
    }
}
