package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.statistics.LogRatio;
import dev.tokenbudget.internal.statistics.SizeRegression;
import java.util.List;
import java.util.Optional;

/**
 * How many calls the runs made whose tokens are compared, run by run.
 *
 * @param before those of the accepted runs
 * @param after those of the measured runs
 */
record Calls(MetricBaseline before, double[] after) {

    /** Return the calls of the runs of {@code task}; nothing where they are not known of each run whose tokens are. */
    static Optional<Calls> of(TaskComparison task) {
        return task.before().flatMap(baseline -> of(baseline, task.samples(Metric.TOTAL), task.samples(Metric.CALLS)));
    }

    private static Optional<Calls> of(TaskBaseline baseline, double[] total, double[] calls) {
        return baseline.metric(Metric.CALLS)
                .filter(before -> isOfSameRuns(baseline, before) && calls.length == total.length)
                .map(before -> new Calls(before, calls));
    }

    /** Return how the tokens of the same runs moved at an equal number of calls, within a session; nothing where that is not known. */
    Optional<LogRatio> size(MetricBaseline total, double[] measured) {
        return SizeRegression.of(List.of(total.samples(), measured), List.of(before.samples(), after))
                .map(SizeRegression::ratio);
    }

    /** Whether the baseline knows the calls of each run whose tokens it knows. */
    static boolean isOfSameRuns(TaskBaseline baseline, MetricBaseline calls) {
        return baseline.metric(Metric.TOTAL)
                .filter(total -> total.sampleCount() > 0
                        && total.sampleCount() == calls.sampleCount()
                        && total.samplesOfBuilds().equals(calls.samplesOfBuilds()))
                .isPresent();
    }
}
