package dev.tokenbudget.internal.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The test for baselines of which only n, mean and standard deviation are known: t = ln R / (CV · √(1/nb + 1/nc)) with
 * nb + nc - 2 degrees of freedom, where R is the ratio of the means and CV the pooled coefficient of variation.
 */
public final class PooledMeans implements MeanComparison {

    private final double logRatio;
    private final double standardError;
    private final TDistribution distribution;

    private PooledMeans(double logRatio, double standardError, TDistribution distribution) {
        this.logRatio = logRatio;
        this.standardError = standardError;
        this.distribution = distribution;
    }

    /**
     * Compare two samples.
     *
     * @throws IllegalArgumentException where they have fewer than 3 values together
     */
    public static PooledMeans of(SampleSummary baseline, SampleSummary candidate) {
        PooledVariation variation = PooledVariation.of(baseline, candidate);
        boolean same = baseline.mean() == candidate.mean();
        return new PooledMeans(
                same ? 0 : StrictMath.log(candidate.mean() / baseline.mean()),
                variation.standardErrorOfLogRatio(),
                TDistribution.of(variation.degreesOfFreedom()));
    }

    @Override
    public double pValueOfGrowth(double factor) {
        double distance = logRatio - StrictMath.log(factor);
        // without any variation, the smallest growth is certain, and none is none
        if (standardError == 0) {
            return distance > 0 ? 0 : 1;
        }
        return distribution.survivalProbability(distance / standardError);
    }

    @Override
    public double pValueOfFall(double factor) {
        double distance = logRatio - StrictMath.log(factor);
        if (standardError == 0) {
            return distance < 0 ? 0 : 1;
        }
        return distribution.cumulativeProbability(distance / standardError);
    }

    @Override
    public Interval interval(double alpha) {
        double reach = distribution.inverseSurvivalProbability(alpha) * standardError;
        return new Interval(StrictMath.exp(logRatio - reach), StrictMath.exp(logRatio + reach));
    }

    @Override
    public String method() {
        return "t test of the summaries";
    }
}
