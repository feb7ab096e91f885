package dev.tokenbudget.internal.history.change;

/**
 * The place of the first change point by E-divisive (Matteson and James, A Nonparametric Approach for Multiple Change Point Analysis of
 * Multivariate Data, Journal of the American Statistical Association 109, 2014), with which ours is compared.
 */
final class EDivisive {

    private static final int SHORTEST = 3;

    private EDivisive() {}

    /** Return the first value behind the split whose energy distance is largest. */
    static int place(double[] values) {
        int length = values.length;
        double left = 0;
        double right = 0;
        double between = 0;
        for (int i = 0; i < length; i++) {
            right += distances(values, i, i + 1, length);
        }
        int place = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int moved = 0; moved < length - SHORTEST; moved++) {
            double toLeft = distances(values, moved, 0, moved);
            double toRight = distances(values, moved, moved + 1, length);
            left += toLeft;
            right -= toRight;
            between += toRight - toLeft;
            double m = moved + 1.0;
            double n = length - m;
            if (m >= SHORTEST) {
                double energy =
                        m * n / length * (2 * between / (m * n) - 2 * left / (m * (m - 1)) - 2 * right / (n * (n - 1)));
                if (energy > most) {
                    most = energy;
                    place = moved + 1;
                }
            }
        }
        return place;
    }

    private static double distances(double[] values, int of, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(values[of] - values[i]);
        }
        return sum;
    }
}
