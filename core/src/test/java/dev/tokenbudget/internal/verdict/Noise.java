package dev.tokenbudget.internal.verdict;

import java.util.SplittableRandom;

/** How the runs of a simulated task vary by chance. */
interface Noise {

    /** The mean of a run where nothing drifted, in tokens. */
    double MEAN = 10_000;

    /** Return the total of one run of a task that drifted by {@code drift}, as a fraction. */
    double draw(SplittableRandom random, double drift);

    /** Lognormal runs; {@code sigma}, the standard deviation of their logarithm, is nearly their CV: 0.6 stands for 0.66. */
    static Noise lognormal(double sigma) {
        return (random, drift) -> MEAN * (1 + drift) * Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
    }

    /** Runs of CV 0.1, of which 10 % cost double; a drift makes more of them double. */
    static Noise loop() {
        Noise plain = lognormal(0.1);
        double share = 0.1;
        return (random, drift) -> {
            double doubled = share + drift * (1 + share);
            return plain.draw(random, 0) * (random.nextDouble() < doubled ? 2 : 1);
        };
    }

    /** Return the whole tokens of {@code n} runs. */
    default double[] sample(SplittableRandom random, int n, double drift) {
        double[] sample = new double[n];
        for (int i = 0; i < n; i++) {
            sample[i] = Math.rint(draw(random, drift));
        }
        return sample;
    }
}
