package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.List;

/** One metric of a task before and after. */
record FigureRow(String metric, String before, String after, String drift, String median, String p90, String p99) {

    /** Return the first {@code most} metrics that are known before or after. */
    static List<FigureRow> of(TaskComparison task, int most) {
        return task.metrics().stream()
                .map(metric -> Sides.of(task, metric))
                .filter(sides -> !sides.isUnknown())
                .limit(most)
                .map(sides -> of(
                        sides,
                        task.replay()
                                .map(replay -> replay.label(sides.metric()))
                                .orElse("")))
                .toList();
    }

    private static FigureRow of(Sides sides, String label) {
        return new FigureRow(
                sides.metric().unit(),
                sides.meanBefore(),
                TaskView.known(sides.meanAfter(), label),
                sides.drift().isPresent() ? Figures.percent(sides.drift().getAsDouble()) : Sides.NOTHING,
                percentile(sides, Percentile.P50),
                percentile(sides, Percentile.P90),
                percentile(sides, Percentile.P99));
    }

    private static String percentile(Sides sides, Percentile percentile) {
        return sides.after()
                .map(summary -> (summary.isEstimable(percentile) ? "" : "~")
                        + sides.metric().figure(summary.at(percentile)))
                .orElse(Sides.NOTHING);
    }
}
