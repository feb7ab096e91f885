package dev.tokenbudget.internal.statistics;

/**
 * Where the ratio of the candidate's mean to the baseline's probably lies.
 *
 * @param lower the lowest ratio, 0 where the samples say nothing of it
 * @param upper the highest ratio, infinite where the samples say nothing of it
 */
public record Interval(double lower, double upper) {

    /** What each side of an interval of 90 % may err. */
    public static final double ALPHA = 0.05;

    /** The interval that holds everything. */
    public static final Interval UNBOUNDED = new Interval(0, Double.POSITIVE_INFINITY);
}
