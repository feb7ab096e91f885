package dev.tokenbudget.internal.history.change;

import java.util.Random;

/** Hinkley's maximum-likelihood estimate of where a step is, where its levels and the noise are known. */
final class BestEstimate {

    private static final int REACH = 60;
    private static final int SERIES = 20_000;

    private BestEstimate() {}

    /**
     * Return how often it is within one value of the truth.
     *
     * @param step the step in standard deviations of a value
     */
    static double withinOne(double step) {
        Random random = new Random(11);
        int hits = 0;
        for (int series = 0; series < SERIES; series++) {
            hits += Math.abs(error(step, random)) <= 1 ? 1 : 0;
        }
        return (double) hits / SERIES;
    }

    /** The likelihood of a place further on or back is a random walk away from that of the truth. */
    private static int error(double step, Random random) {
        int best = 0;
        double most = 0;
        for (int direction : new int[] {-1, 1}) {
            double likelihood = 0;
            for (int distance = 1; distance <= REACH; distance++) {
                likelihood += step * random.nextGaussian() - step * step / 2;
                if (likelihood > most) {
                    most = likelihood;
                    best = direction * distance;
                }
            }
        }
        return best;
    }
}
