package dev.tokenbudget.internal.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The test for baselines whose builds differ more than their runs do: the candidate is one more build, and as many runs
 * as it may have are no more than one observation of the day. A one-sided prediction test on the logarithms of the builds'
 * means, t = (ln c - mean of ln mᵢ) / √(s² (1 + 1/k) + CV² · max(0, 1/nc - 1/n)) with k - 1 degrees of freedom (Hahn and
 * Meeker, Statistical Intervals, 1991, section 4.8: one future observation of a normal population).
 *
 * <p>Fewer degrees of freedom than the second term would give make the test err on the side of silence.
 */
public final class BuildMeans implements MeanComparison {

    private final BuildVariance builds;
    private final double logRatio;
    private final double standardError;
    private final TDistribution distribution;

    private BuildMeans(BuildVariance builds, double candidateMean, int candidateSize) {
        this.builds = builds;
        this.logRatio = StrictMath.log(candidateMean) - builds.meanLog();
        this.standardError = builds.standardErrorOfLogRatio(candidateSize);
        this.distribution = TDistribution.of(builds.degreesOfFreedom());
    }

    /** Compare a candidate with builds. */
    public static BuildMeans of(BuildVariance builds, SampleSummary candidate) {
        return new BuildMeans(builds, candidate.mean(), candidate.n());
    }

    @Override
    public double pValueOfGrowth(double factor) {
        return isComparable() ? distribution.survivalProbability(distance(factor)) : 1;
    }

    @Override
    public double pValueOfFall(double factor) {
        return isComparable() ? distribution.cumulativeProbability(distance(factor)) : 1;
    }

    @Override
    public Interval interval(double alpha) {
        if (!isComparable()) {
            return Interval.UNBOUNDED;
        }
        double reach = distribution.inverseSurvivalProbability(alpha) * standardError;
        return new Interval(StrictMath.exp(logRatio - reach), StrictMath.exp(logRatio + reach));
    }

    @Override
    public String method() {
        return "t test against " + builds.builds() + " builds";
    }

    /** A build of 0 tokens is infinitely far from every other: then nothing is certain. */
    private boolean isComparable() {
        return Double.isFinite(standardError);
    }

    private double distance(double factor) {
        return (logRatio - StrictMath.log(factor)) / standardError;
    }
}
