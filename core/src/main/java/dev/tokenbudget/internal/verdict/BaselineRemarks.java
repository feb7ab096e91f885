package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.AcceptedSteps;
import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.statistics.Outlier;
import dev.tokenbudget.internal.text.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a reader should know of the accepted runs of a task, which no build measures again. */
final class BaselineRemarks {

    private BaselineRemarks() {}

    static List<String> on(TaskComparison task, Tolerance tolerance) {
        Optional<TaskBaseline> accepted =
                task.before().filter(baseline -> task.replay().isEmpty());
        return Stream.concat(
                        accepted.flatMap(baseline -> steps(task, baseline, tolerance)).stream(),
                        accepted.flatMap(baseline -> outliers(task, baseline)).stream())
                .toList();
    }

    private static Optional<String> steps(TaskComparison task, TaskBaseline baseline, Tolerance tolerance) {
        return task.after()
                .flatMap(runs -> AcceptedSteps.beyond(tolerance, baseline, runs.started()))
                .map(grown -> "What was accepted grew by more than its tolerance of " + tolerance + " allows at once: "
                        + grown.inWords() + ", from " + Figures.count(grown.from()) + " to "
                        + Figures.count(grown.to()) + " tokens a run.");
    }

    private static Optional<String> outliers(TaskComparison task, TaskBaseline baseline) {
        List<Outlier> outliers = baseline.metric(Metric.TOTAL)
                .map(MetricBaseline::samples)
                .map(Outlier::in)
                .orElse(List.of());
        return outliers.stream()
                .max(Comparator.comparingDouble(Outlier::value))
                .map(largest -> outliers.size() + " of the "
                        + baseline.metric(Metric.TOTAL).orElseThrow().summary().n()
                        + " runs in its baseline " + (outliers.size() == 1 ? "lies" : "lie")
                        + " far above the others: " + (outliers.size() == 1 ? "" : "up to ")
                        + Figures.count(largest.value()) + " tokens, " + Figures.ratio(largest.times())
                        + " times their median of " + Figures.count(largest.median())
                        + ". Drifts hide behind it. Unless the agent does that now and then, measure again and accept those"
                        + " runs in their place: "
                        + AcceptCommand.naming(List.of(task.task())));
    }
}
