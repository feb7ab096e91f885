package dev.tokenbudget.internal.history.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the mean of a series of independent, equally scattered values changes: the segmentation of least squares plus a penalty for
 * each segment, found exactly by PELT (Killick, Fearnhead and Eckley, Optimal Detection of Changepoints With a Linear Computational
 * Cost, Journal of the American Statistical Association 107, 2012).
 */
final class Segmentation {

    /** Shorter levels are outliers: two days are a weekend. */
    static final int SHORTEST = 3;

    /**
     * The penalty of a segment is so many logarithms of the length. Simulated (docs/change-points.md): a year in which nothing
     * changed has a false change point in fewer than one series of 50.
     */
    private static final double LOGARITHMS = 3;

    private final double[] sums;
    private final double[] squares;
    private final int length;
    private final double penalty;

    /** @param values values whose standard deviation within a level is 1 */
    Segmentation(double[] values) {
        length = values.length;
        penalty = LOGARITHMS * StrictMath.log(Math.max(2, length));
        sums = new double[length + 1];
        squares = new double[length + 1];
        for (int i = 0; i < length; i++) {
            sums[i + 1] = sums[i] + values[i];
            squares[i + 1] = squares[i] + values[i] * values[i];
        }
    }

    /** Return the first place of each level but the first, in order. */
    List<Integer> changes() {
        if (length < 2 * SHORTEST) {
            return List.of();
        }
        double[] best = new double[length + 1];
        int[] lastChange = new int[length + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = -penalty;
        int[] candidates = new int[length];
        double[] costs = new double[length];
        int count = 1;
        for (int end = SHORTEST; end <= length; end++) {
            for (int i = 0; i < count; i++) {
                costs[i] = best[candidates[i]] + cost(candidates[i], end);
                if (costs[i] + penalty < best[end]) {
                    best[end] = costs[i] + penalty;
                    lastChange[end] = candidates[i];
                }
            }
            count = prune(candidates, costs, count, best[end] + penalty);
            int next = end - SHORTEST + 1;
            if (next >= SHORTEST) {
                candidates[count++] = next;
            }
        }
        List<Integer> changes = new ArrayList<>();
        for (int at = lastChange[length]; at > 0; at = lastChange[at]) {
            changes.add(0, at);
        }
        return changes;
    }

    /** A candidate that is worse now by more than a change costs is never better later. */
    private static int prune(int[] candidates, double[] costs, int count, double most) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (costs[i] <= most) {
                candidates[kept++] = candidates[i];
            }
        }
        return kept;
    }

    /** Return the sum of squares around the mean of the values from {@code start} up to, not with, {@code end}. */
    double cost(int start, int end) {
        double sum = sums[end] - sums[start];
        return squares[end] - squares[start] - sum * sum / (end - start);
    }
}
