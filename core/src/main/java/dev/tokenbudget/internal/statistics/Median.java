package dev.tokenbudget.internal.statistics;

import java.util.Arrays;

/** The value in the middle, which a few values far away do not move. */
public final class Median {

    /** The median of the absolute values of a normal distribution of deviation 1. */
    private static final double OF_NORMAL_DEVIATIONS = 0.6745;

    private Median() {}

    /** Return the median of {@code values}, at least one; of an even number, the mean of both in the middle. */
    public static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Return the standard deviation of a normal distribution whose absolute deviations have the median that {@code deviations} have. */
    public static double deviation(double[] deviations) {
        return of(Arrays.stream(deviations).map(Math::abs).toArray()) / OF_NORMAL_DEVIATIONS;
    }
}
