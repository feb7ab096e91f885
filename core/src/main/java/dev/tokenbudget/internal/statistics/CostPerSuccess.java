package dev.tokenbudget.internal.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What one success costs, the runs that failed included: the sum of all costs divided by the number of successes. Two of them are
 * compared by a studentised permutation test (Janssen, Statistics and Probability Letters 36, 1997; Chung and Romano, Annals
 * of Statistics 41, 2013), which assumes no form of the costs: it is exact where both are spread alike, and right for large
 * numbers of runs where they are not.
 *
 * @param costs what each run cost, 0 or more, in any unit
 * @param succeeded whether each run succeeded, in the same order
 */
public record CostPerSuccess(double[] costs, boolean[] succeeded) {

    private static final int SHUFFLES = 9_999;

    /** Sums of the same values in another order differ by rounding: a tie must count as a tie. */
    private static final double ROUNDING = 1e-10;

    /** Fewer tell nothing of how much runs vary. */
    private static final int FEWEST = 2;

    /** Return the mean; absent where no run succeeded. */
    public OptionalDouble mean() {
        Tally tally = tally();
        return tally.successes == 0 ? OptionalDouble.empty() : OptionalDouble.of(tally.cost / tally.successes);
    }

    /**
     * Return how probable it is by chance that this is lower than {@code other} by as much as it is; 1 where too little is
     * known.
     *
     * @param seed of the shuffles, see {@link SampleSeed}
     */
    public double pOfBeingLower(CostPerSuccess other, long seed) {
        Tally all = tally().plus(other.tally());
        if (costs.length < FEWEST || other.costs.length < FEWEST || all.successes == 0 || all.cost == 0) {
            return 1;
        }
        double[] pooledCosts = joined(costs, other.costs);
        boolean[] pooledSuccesses = joined(succeeded, other.succeeded);
        double observed = statistic(tally(), other.tally());
        SplitMix64 random = new SplitMix64(seed);
        int asExtreme = 1;
        for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
            Tally drawn = new Tally();
            for (int i = 0; i < costs.length; i++) {
                int at = i + random.below(pooledCosts.length - i);
                swap(pooledCosts, pooledSuccesses, i, at);
                drawn.add(pooledCosts[i], pooledSuccesses[i]);
            }
            if (statistic(drawn, all.minus(drawn)) <= observed + ROUNDING) {
                asExtreme++;
            }
        }
        return (double) asExtreme / (SHUFFLES + 1);
    }

    /** Return the logarithm of the ratio of both means, by its standard error, which the delta method gives. */
    private static double statistic(Tally one, Tally other) {
        if (one.successes == 0 || other.successes == 0) {
            return one.successes == other.successes
                    ? 0
                    : one.successes == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        double difference = one.logMean() - other.logMean();
        double variance = one.varianceOfLogMean() + other.varianceOfLogMean();
        return Math.abs(difference) < ROUNDING ? 0 : difference / Math.sqrt(Math.max(variance, ROUNDING * ROUNDING));
    }

    private Tally tally() {
        Tally tally = new Tally();
        for (int i = 0; i < costs.length; i++) {
            tally.add(costs[i], succeeded[i]);
        }
        return tally;
    }

    private static double[] joined(double[] one, double[] other) {
        double[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    private static boolean[] joined(boolean[] one, boolean[] other) {
        boolean[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    private static void swap(double[] costs, boolean[] successes, int one, int other) {
        double cost = costs[one];
        costs[one] = costs[other];
        costs[other] = cost;
        boolean success = successes[one];
        successes[one] = successes[other];
        successes[other] = success;
    }

    /** What the statistic needs to know of some runs. */
    private static final class Tally {
        private int runs;
        private int successes;
        private double cost;
        private double squares;
        private double costOfSuccesses;

        void add(double costOfRun, boolean success) {
            runs++;
            cost += costOfRun;
            squares += costOfRun * costOfRun;
            if (success) {
                successes++;
                costOfSuccesses += costOfRun;
            }
        }

        Tally plus(Tally other) {
            return combined(other, 1);
        }

        Tally minus(Tally other) {
            return combined(other, -1);
        }

        private Tally combined(Tally other, int sign) {
            Tally tally = new Tally();
            tally.runs = runs + sign * other.runs;
            tally.successes = successes + sign * other.successes;
            tally.cost = cost + sign * other.cost;
            tally.squares = squares + sign * other.squares;
            tally.costOfSuccesses = costOfSuccesses + sign * other.costOfSuccesses;
            return tally;
        }

        double logMean() {
            return StrictMath.log(cost / successes);
        }

        /** Of the residuals cost - mean · success, which are 0 on average. */
        double varianceOfLogMean() {
            double mean = cost / successes;
            double residuals = Math.max(0, squares - 2 * mean * costOfSuccesses + mean * mean * successes);
            return cost == 0 || runs < FEWEST ? 0 : residuals * runs / (runs - 1) / (cost * cost);
        }
    }
}
