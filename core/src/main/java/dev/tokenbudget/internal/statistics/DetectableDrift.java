package dev.tokenbudget.internal.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The minimum detectable effect (MDE): the smallest drift that samples of these sizes and of this variation show with a
 * power of 80 % in a one-sided test at 5 %; exp((t₀.₉₅ + t₀.₈₀) · CV · √(1/nb + 1/nc)) - 1.
 */
public final class DetectableDrift {

    private static final double POWER = 0.80;

    private DetectableDrift() {}

    /** Return the smallest drift that would be seen, as a fraction: 0.47 for +47 %. */
    public static double of(PooledVariation variation) {
        return of(variation.standardErrorOfLogRatio(), variation.degreesOfFreedom());
    }

    /** Return the smallest drift that {@code runs} runs would show against builds, by the same formula. */
    public static double of(BuildVariance builds, int runs) {
        return of(builds.standardErrorOfLogRatio(runs), builds.degreesOfFreedom());
    }

    private static double of(double standardErrorOfLogRatio, int degreesOfFreedom) {
        TDistribution distribution = TDistribution.of(degreesOfFreedom);
        double quantiles = distribution.inverseSurvivalProbability(Interval.ALPHA)
                + distribution.inverseCumulativeProbability(POWER);
        return StrictMath.expm1(quantiles * standardErrorOfLogRatio);
    }
}
