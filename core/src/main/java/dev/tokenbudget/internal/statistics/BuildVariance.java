package dev.tokenbudget.internal.statistics;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * How much the builds of a baseline differ beyond what the noise of single runs explains: one-way analysis of variance,
 * F = (Σ nᵢ (mᵢ - m)² / (k - 1)) / (Σ (xᵢⱼ - mᵢ)² / (N - k)), of k builds with N runs (Fisher 1925).
 *
 * @param builds k, at least 3
 * @param f the ratio of the variance between builds to the variance within; infinite where runs of a build all tie
 * @param p how probable as large an F is where builds do not differ, below 0.01
 * @param meanLog mean of the logarithms of the builds' means; minus infinity where a build's mean is 0
 * @param spread standard deviation of these logarithms, nearly the coefficient of variation of the builds' means; infinite
 *     where a build's mean is 0
 * @param runVariation coefficient of variation of the runs within a build, pooled over the builds
 * @param runsOfBuild harmonic mean of the builds' numbers of runs
 */
public record BuildVariance(
        int builds, double f, double p, double meanLog, double spread, double runVariation, double runsOfBuild) {

    private static final int FEWEST_BUILDS = 3;
    private static final double ALPHA = 0.01;

    /** Builds of equal runs differ by the rounding of their means alone. */
    private static final double ROUNDING = 1e-9;

    /**
     * Compare builds; nothing where there are fewer than three, or where they differ no more than their runs do.
     *
     * @param builds the samples of each, at least one value of 0 or more
     */
    public static Optional<BuildVariance> of(List<double[]> builds) {
        int n = builds.stream().mapToInt(build -> build.length).sum();
        int k = builds.size();
        if (k < FEWEST_BUILDS || n <= k) {
            return Optional.empty();
        }
        List<SampleSummary> summaries = builds.stream().map(SampleSummary::of).toList();
        double mean = summaries.stream()
                .mapToDouble(build -> build.mean() * build.n() / n)
                .sum();
        double between = 0;
        double within = 0;
        double withinShares = 0;
        double reciprocals = 0;
        for (SampleSummary build : summaries) {
            double deviation = build.standardDeviation().orElse(0);
            double share = build.coefficientOfVariation().orElse(0);
            between += build.n() * square(build.mean() - mean) / (k - 1);
            within += (build.n() - 1) * square(deviation) / (n - k);
            withinShares += (build.n() - 1) * square(share) / (n - k);
            reciprocals += 1.0 / build.n();
        }
        if (between <= square(ROUNDING * mean)) {
            return Optional.empty();
        }
        double f = between / within;
        double p = Double.isInfinite(f) ? 0 : FDistribution.of(k - 1, n - k).survivalProbability(f);
        if (p >= ALPHA) {
            return Optional.empty();
        }
        double[] logs = summaries.stream()
                .mapToDouble(build -> StrictMath.log(build.mean()))
                .toArray();
        SampleSummary ofLogs = SampleSummary.of(logs);
        boolean comparable = Double.isFinite(ofLogs.mean());
        return Optional.of(new BuildVariance(
                k,
                f,
                p,
                ofLogs.mean(),
                comparable ? ofLogs.standardDeviation().orElse(0) : Double.POSITIVE_INFINITY,
                Math.sqrt(withinShares),
                k / reciprocals));
    }

    /** Return k - 1. */
    int degreesOfFreedom() {
        return builds - 1;
    }

    /**
     * Return the standard error of the logarithm of the ratio of one more build of {@code runs} runs to these, √(s² (1 +
     * 1/k) + CV² · max(0, 1/runs - 1/n)): a build of fewer runs than the others is noisier than they show.
     */
    double standardErrorOfLogRatio(int runs) {
        double fewerRuns = Math.max(0, 1.0 / runs - 1 / runsOfBuild);
        return Math.sqrt(square(spread) * (1 + 1.0 / builds) + square(runVariation) * fewerRuns);
    }

    /** Whether more than {@code runs} runs of one build would show a smaller drift. */
    public boolean areRunsWorthMore(int runs) {
        return standardErrorOfLogRatio(runs + 1) < standardErrorOfLogRatio(runs);
    }

    private static double square(double value) {
        return value * value;
    }
}
