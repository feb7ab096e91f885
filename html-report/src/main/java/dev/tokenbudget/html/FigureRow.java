package dev.tokenbudget.html;

import dev.tokenbudget.baseline.MetricBaseline;
import dev.tokenbudget.run.Metric;
import dev.tokenbudget.statistics.Percentile;
import dev.tokenbudget.statistics.SampleSummary;
import dev.tokenbudget.text.Figures;
import dev.tokenbudget.verdict.TaskComparison;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One metric of a task before and after. */
record FigureRow(String metric, String before, String after, String drift, String median, String p90, String p99) {

    /** Return the first {@code most} metrics that are known before or after. */
    static List<FigureRow> of(TaskComparison task, int most) {
        return Arrays.stream(Metric.values())
                .map(metric -> Sides.of(task, metric))
                .filter(sides -> !sides.isUnknown())
                .limit(most)
                .map(FigureRow::of)
                .toList();
    }

    private static FigureRow of(Sides sides) {
        Optional<SampleSummary> after = sides.after().map(MetricBaseline::summary);
        return new FigureRow(
                sides.metric().unit(),
                sides.meanBefore(),
                sides.meanAfter(),
                sides.drift().isPresent() ? Figures.percent(sides.drift().getAsDouble()) : Sides.NOTHING,
                percentile(sides.metric(), after, Percentile.P50),
                percentile(sides.metric(), after, Percentile.P90),
                percentile(sides.metric(), after, Percentile.P99));
    }

    private static String percentile(Metric metric, Optional<SampleSummary> sample, Percentile percentile) {
        return sample.map(
                        summary -> (summary.isEstimable(percentile) ? "" : "~") + metric.figure(summary.at(percentile)))
                .orElse(Sides.NOTHING);
    }
}
