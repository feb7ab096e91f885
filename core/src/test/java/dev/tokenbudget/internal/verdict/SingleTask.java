package dev.tokenbudget.internal.verdict;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * A task that is judged alone, with as many runs as its baseline: no correction for other tasks, no staging.
 *
 * @param trials how often it is simulated
 * @param seed of the random numbers: the same seed gives the same figures
 */
record SingleTask(int trials, long seed) {

    /** Return in how many percent of trials the task is DRIFTED. */
    double rejected(Noise noise, int n, double drift) {
        long rejected = LongStream.range(0, trials)
                .parallel()
                .filter(trial -> {
                    SplittableRandom random = new SplittableRandom(seed + trial * 7919);
                    SimulatedSuite suite = new SimulatedSuite();
                    suite.add(noise.sample(random, n, 0), noise.sample(random, n, drift));
                    return suite.drifted().get(0);
                })
                .count();
        return 100.0 * rejected / trials;
    }
}
