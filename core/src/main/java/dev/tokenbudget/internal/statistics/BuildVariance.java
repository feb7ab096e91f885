package dev.tokenbudget.internal.statistics;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * How much the builds of a baseline differ beyond what the noise of single runs explains: one-way analysis of variance,
 * F = (Σ nᵢ (mᵢ - m)² / (k - 1)) / (Σ (xᵢⱼ - mᵢ)² / (N - k) + n₀ s² m²), of k builds with N runs (Fisher 1925), where s is how
 * much sessions differ anyway.
 *
 * @param builds k, at least 3
 * @param f the ratio of the variance between builds to what runs and sessions explain; infinite where they explain nothing
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
     * @param expected how much builds differ anyway, which every test allows for
     */
    public static Optional<BuildVariance> of(List<double[]> builds, SessionVariation expected) {
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
        double allowed = square(expected.deviation() * mean) * sizeOfBuild(summaries, n);
        double f = between / (within + allowed);
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

    /**
     * Compare one more build with these: as many runs as it may have are no more than one observation of the day. A prediction
     * of one future observation of a normal population (Hahn and Meeker, Statistical Intervals, 1991, section 4.8); fewer degrees
     * of freedom than the runs' part of the variance would give make it err on the side of silence.
     */
    LogRatio ratioTo(SampleSummary candidate) {
        double standardError = standardErrorOfLogRatio(candidate.n());
        // a build of 0 tokens is infinitely far from every other: then nothing is certain
        return Double.isFinite(standardError)
                ? new LogRatio(
                        StrictMath.log(candidate.mean()) - meanLog, standardError * standardError, degreesOfFreedom())
                : new LogRatio(0, Double.POSITIVE_INFINITY, degreesOfFreedom());
    }

    /** Whether more than {@code runs} runs of one build would show a smaller drift. */
    public boolean areRunsWorthMore(int runs) {
        return standardErrorOfLogRatio(runs + 1) < standardErrorOfLogRatio(runs);
    }

    /** Return n₀ = (N - Σ nᵢ² / N) / (k - 1), by which a variance between builds of unequal sizes counts. */
    private static double sizeOfBuild(List<SampleSummary> builds, int n) {
        double squares = builds.stream().mapToDouble(build -> square(build.n())).sum();
        return (n - squares / n) / (builds.size() - 1);
    }

    private static double square(double value) {
        return value * value;
    }
}
