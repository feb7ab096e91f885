package dev.tokenbudget.internal.statistics;

import java.util.stream.IntStream;

/**
 * Turns the p values of many questions into q values, so that rejecting where q ≤ alpha keeps the expected share of false
 * alarms among all alarms at alpha or below (Benjamini and Hochberg, JRSS B 57, 1995).
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /** Return the q value of each of {@code p}, in the same order. */
    public static double[] adjusted(double[] p) {
        int[] byP = IntStream.range(0, p.length)
                .boxed()
                .sorted((one, other) -> Double.compare(p[one], p[other]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] q = new double[p.length];
        double smallest = 1;
        for (int rank = p.length; rank >= 1; rank--) {
            int index = byP[rank - 1];
            smallest = Math.min(smallest, p[index] * p.length / rank);
            q[index] = smallest;
        }
        return q;
    }
}
