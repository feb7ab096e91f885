package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.statistics.BuildMeans;
import dev.tokenbudget.internal.statistics.BuildVariance;
import dev.tokenbudget.internal.statistics.PermutedMeans;
import dev.tokenbudget.internal.statistics.PooledMeans;
import dev.tokenbudget.internal.statistics.SampleSeed;
import dev.tokenbudget.internal.statistics.SampleSummary;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One metric of a task while its runs are still being made.
 *
 * @param task the task
 * @param metric the metric that is judged
 * @param before what was accepted of it
 * @param after its samples so far, at least one
 * @param summary what {@code after} tells
 * @param tolerance how far its mean may move
 */
record InterimLook(
        TaskId task, Metric metric, MetricBaseline before, double[] after, SampleSummary summary, Tolerance tolerance) {

    private static final double BEYOND_DOUBT = 0.0001;
    private static final int SHUFFLES = 99_999;

    InterimLook(TaskId task, Metric metric, MetricBaseline before, double[] after, Tolerance tolerance) {
        this(task, metric, before, after, SampleSummary.of(after), tolerance);
    }

    int runs() {
        return after.length;
    }

    /** Whether the mean has used up {@code share} of its tolerance in either direction. */
    boolean isSuspicious(double share) {
        return isSuspicious(before.summary().mean(), summary.mean(), tolerance, share);
    }

    static boolean isSuspicious(double before, double after, Tolerance tolerance, double share) {
        OptionalDouble lowest = tolerance.lowestAllowed(before);
        return after > before + share * (tolerance.highestAllowed(before) - before)
                || lowest.isPresent() && after < before - share * (before - lowest.getAsDouble());
    }

    /** Whether more runs would show more; where builds differ more than their runs, they soon do not. */
    boolean areRunsWorthMore() {
        return before.buildVariance()
                .map(builds -> builds.areRunsWorthMore(after.length))
                .orElse(true);
    }

    /** Whether the mean grew beyond its tolerance, and that cannot be chance. */
    boolean isBeyondDoubt() {
        return tolerance.isExceeded(before.summary().mean(), summary.mean()) && isGrowthBeyondDoubt();
    }

    private boolean isGrowthBeyondDoubt() {
        Optional<BuildVariance> builds = before.buildVariance();
        if (builds.isPresent()) {
            return BuildMeans.of(builds.get(), summary).pValueOfGrowth(1) <= BEYOND_DOUBT;
        }
        if (Math.min(before.summary().n(), after.length) < DriftSignificance.FEWEST_RUNS) {
            return false;
        }
        double[] samples = before.samples();
        if (samples.length == 0) {
            return PooledMeans.of(before.summary(), summary).pValueOfGrowth(1) <= BEYOND_DOUBT;
        }
        long seed = SampleSeed.of(task + " " + metric.key(), samples, after);
        return PermutedMeans.isGrowthBeyond(samples, after, BEYOND_DOUBT, SHUFFLES, seed);
    }
}
