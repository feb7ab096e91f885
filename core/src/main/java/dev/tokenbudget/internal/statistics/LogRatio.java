package dev.tokenbudget.internal.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The logarithm of a ratio of a measured figure to the accepted one, and how well it is known: divided by its standard error it
 * follows Student's t distribution where the true ratio is 1.
 *
 * @param value 0 where nothing moved, 0.26 for +30 %; infinite where one of the two figures is 0
 * @param variance the square of the standard error
 * @param degreesOfFreedom of the variance, more than 0; infinite where it is known
 */
public record LogRatio(double value, double variance, double degreesOfFreedom) {

    /** From here on Student's distribution is the normal one, and the library's is slow. */
    private static final double MANY = 1e6;

    /**
     * Compare the means of two samples of which n, mean and standard deviation are known: the variance is CV² (1/nb + 1/nc)
     * with nb + nc - 2 degrees of freedom, where CV is the pooled coefficient of variation.
     *
     * @throws IllegalArgumentException where they have fewer than 3 values together
     */
    public static LogRatio ofMeans(SampleSummary baseline, SampleSummary candidate) {
        PooledVariation variation = PooledVariation.of(baseline, candidate);
        double standardError = variation.standardErrorOfLogRatio();
        boolean same = baseline.mean() == candidate.mean();
        return new LogRatio(
                same ? 0 : StrictMath.log(candidate.mean() / baseline.mean()),
                standardError * standardError,
                variation.degreesOfFreedom());
    }

    /** Return the ratio: 1.3 for +30 %. */
    public double ratio() {
        return StrictMath.exp(value);
    }

    /** Return this ratio where {@code sessions} make it less certain besides; degrees of freedom as Satterthwaite adds them. */
    public LogRatio across(SessionEffect sessions) {
        if (sessions.variance() == 0 || Double.isInfinite(variance)) {
            return this;
        }
        double sum = variance + sessions.variance();
        double own = variance * variance / degreesOfFreedom;
        double theirs = sessions.variance() * sessions.variance() / sessions.degreesOfFreedom();
        return new LogRatio(value, sum, sum * sum / (own + theirs));
    }

    /** Return how probable as much growth is where the true ratio is {@code factor}. */
    public double pValueOfGrowth(double factor) {
        return tail(value - StrictMath.log(factor));
    }

    /** Return how probable as much of a fall is where the true ratio is {@code factor}. */
    public double pValueOfFall(double factor) {
        return tail(StrictMath.log(factor) - value);
    }

    /** Return the ratios that neither side's test rejects at {@code alpha}. */
    public Interval interval(double alpha) {
        return new Interval(lowest(alpha), StrictMath.exp(value + reach(alpha)));
    }

    /** Return the smallest ratio that the test for growth does not reject at {@code alpha}. */
    public double lowest(double alpha) {
        return StrictMath.exp(value - reach(alpha));
    }

    /** Return how far above the true value such a one lies with probability {@code alpha}, on the logarithm; 0 where nothing varies. */
    double reach(double alpha) {
        return variance == 0 ? 0 : distribution().inverseSurvivalProbability(alpha) * Math.sqrt(variance);
    }

    private double tail(double distance) {
        // without any variation, the smallest growth is certain, and none is none
        if (variance == 0) {
            return distance > 0 ? 0 : 1;
        }
        // of what is infinitely uncertain, nothing is certain
        return Double.isFinite(variance) ? distribution().survivalProbability(distance / Math.sqrt(variance)) : 1;
    }

    private TDistribution distribution() {
        return TDistribution.of(Math.min(degreesOfFreedom, MANY));
    }
}
