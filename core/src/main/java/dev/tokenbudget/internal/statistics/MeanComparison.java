package dev.tokenbudget.internal.statistics;

/**
 * A one-sided test of the ratio of two means, and the confidence interval that belongs to it: a factor is outside of the
 * interval exactly where the test rejects it.
 */
public sealed interface MeanComparison permits PermutedMeans, PooledMeans, BuildMeans {

    /** Return how probable a candidate's mean as high as this one is where the true ratio of means is {@code factor}. */
    double pValueOfGrowth(double factor);

    /** Return how probable a candidate's mean as low as this one is where the true ratio of means is {@code factor}. */
    double pValueOfFall(double factor);

    /**
     * Return the ratios that neither side's test rejects.
     *
     * @param alpha what each side may err, such as 0.05 for an interval of 90 %
     */
    Interval interval(double alpha);

    /** Return the test in words, such as "9,999 shuffles". */
    String method();
}
