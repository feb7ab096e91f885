package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.statistics.PermutedMeans;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Builds of 20 tasks of CV 0.3 with baselines of 20 runs, in which nothing changed, under three gates.
 *
 * @param builds how many are simulated
 * @param seed of the random numbers: the same seed gives the same figures
 */
record UnchangedBuilds(int builds, long seed) {

    private static final int BASELINE_RUNS = 20;
    private static final int TASKS = 20;

    /** A gate that any task may fail. */
    interface AnyTask {
        boolean fails(SimulatedSuite suite);
    }

    /** The mean grew by more than the tolerance. */
    static final AnyTask PLAIN = suite -> suite.tasks().stream().anyMatch(UnchangedBuilds::isBeyondTolerance);

    /** The mean grew by more than the tolerance, and the test of this task alone rejects. */
    static final AnyTask UNADJUSTED = suite -> suite.tasks().stream()
            .anyMatch(task -> isBeyondTolerance(task)
                    && PermutedMeans.of(task.before().samples(), task.after(), 1)
                                    .pValueOfGrowth(1)
                            <= 0.05);

    /** The shipped rule. */
    static final AnyTask SHIPPED = suite -> suite.drifted().contains(true);

    /** Return in how many percent of builds of {@code runs} runs a task the gate fails. */
    double failing(int runs, AnyTask gate) {
        Noise noise = Noise.lognormal(0.3);
        long failing = LongStream.range(0, builds)
                .parallel()
                .filter(build -> {
                    SplittableRandom random = new SplittableRandom(seed + build * 15_485_863);
                    SimulatedSuite suite = new SimulatedSuite();
                    for (int task = 0; task < TASKS; task++) {
                        suite.add(noise.sample(random, BASELINE_RUNS, 0), noise.sample(random, runs, 0));
                    }
                    return gate.fails(suite);
                })
                .count();
        return 100.0 * failing / builds;
    }

    private static boolean isBeyondTolerance(FigureComparison task) {
        return task.movement().exceeds(task.tolerance());
    }
}
