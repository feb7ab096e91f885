package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.statistics.Median;
import java.util.Arrays;

/** The level around each value of a series, which steps leave sharp and a few values far away do not move. */
final class RunningMedian {

    /** A week to either side, where each day has a value: every weekday is in it about as often. */
    private static final int REACH = 7;

    private RunningMedian() {}

    /** Return how far each value lies from the median of those around it. */
    static double[] residuals(double[] values) {
        double[] residuals = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int from = Math.max(0, i - REACH);
            int to = Math.min(values.length, i + REACH + 1);
            residuals[i] = values[i] - Median.of(Arrays.copyOfRange(values, from, to));
        }
        return residuals;
    }
}
