package dev.tokenbudget.internal.statistics;

/** The binomial distributions of a number of attempts, whose coefficients are computed once for all shares. */
final class BinomialTable {

    private final double[] logCoefficients;

    BinomialTable(int attempts) {
        logCoefficients = new double[attempts + 1];
        for (int successes = 1; successes <= attempts; successes++) {
            logCoefficients[successes] =
                    logCoefficients[successes - 1] + StrictMath.log((attempts - successes + 1.0) / successes);
        }
    }

    /** Return how probable each number of successes is where the share {@code share} succeeds. */
    double[] density(double share) {
        int attempts = logCoefficients.length - 1;
        double[] density = new double[attempts + 1];
        if (share <= 0 || share >= 1) {
            density[share <= 0 ? 0 : attempts] = 1;
            return density;
        }
        // each from its neighbour, from the most probable one on, where nothing underflows: an exponential each takes
        // long
        int mode = Math.min(attempts, (int) ((attempts + 1) * share));
        density[mode] = StrictMath.exp(
                logCoefficients[mode] + mode * StrictMath.log(share) + (attempts - mode) * StrictMath.log1p(-share));
        double odds = share / (1 - share);
        for (int successes = mode; successes < attempts; successes++) {
            density[successes + 1] = density[successes] * odds * (attempts - successes) / (successes + 1);
        }
        for (int successes = mode; successes > 0; successes--) {
            density[successes - 1] = density[successes] / odds * successes / (attempts - successes + 1);
        }
        return density;
    }

    /** Return how probable each number of successes or more is; the last element stands for more than all, which is never. */
    double[] survival(double share) {
        double[] density = density(share);
        double[] survival = new double[density.length + 1];
        for (int successes = density.length - 1; successes >= 0; successes--) {
            survival[successes] = survival[successes + 1] + density[successes];
        }
        return survival;
    }
}
