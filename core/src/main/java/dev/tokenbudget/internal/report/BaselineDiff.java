package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.ForeignText;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What an acceptance changed, as lines for the console. */
public final class BaselineDiff {

    private BaselineDiff() {}

    /** Return a line for each task whose baseline {@code after} differs from that {@code before}, sorted by task. */
    public static List<String> between(Baseline before, Baseline after, Metric metric) {
        TreeSet<TaskId> tasks = new TreeSet<>(before.tasks().keySet());
        tasks.addAll(after.tasks().keySet());
        return tasks.stream()
                .filter(task -> !before.of(task).equals(after.of(task)))
                .map(task -> task.shortName() + ": " + change(before.of(task), after.of(task), metric))
                .map(ForeignText::line)
                .toList();
    }

    private static String change(Optional<TaskBaseline> before, Optional<TaskBaseline> after, Metric metric) {
        if (after.isEmpty()) {
            return "is no longer in the baseline";
        }
        int builds = after.get().builds().size();
        String measured = mean(after, metric) + " " + metric.unit() + " a run on average ("
                + Figures.count(after.get().succeeded(), "run", "runs")
                + (builds > 1 ? " of " + builds + " builds)" : ")");
        return before.isEmpty() ? "new, " + measured : "from " + mean(before, metric) + " to " + measured;
    }

    private static String mean(Optional<TaskBaseline> baseline, Metric metric) {
        return baseline.flatMap(accepted -> accepted.metric(metric))
                .map(MetricBaseline::summary)
                .map(summary -> Figures.count(summary.mean()))
                .orElse("unknown");
    }
}
