package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Builds of 20 tasks, each of which makes 5, 10, 20, … runs for as long as the shipped looks ask for more.
 *
 * @param builds how many are simulated
 * @param seed of the random numbers: the same seed gives the same figures
 */
record StagedBuilds(int builds, long seed) {

    static final int TASKS = 20;
    static final double DRIFT = 0.3;

    private static final int FIRST_LOOK = 5;

    /**
     * What builds come to.
     *
     * @param failing percent of the builds in which any task is DRIFTED
     * @param runsATask runs of a task on average
     * @param found percent of the tasks that drifted and are DRIFTED
     */
    record Outcome(double failing, double runsATask, double found) {}

    /** What one build comes to: tasks that are DRIFTED, those of them that did drift, and all runs that were made. */
    private record Build(int drifted, int found, int runs) {}

    /** Simulate builds in which the first {@code drifted} tasks drifted by 30 %. */
    Outcome of(Noise noise, int baselineRuns, int maxRuns, int drifted) {
        List<Build> all = LongStream.range(0, builds)
                .parallel()
                .mapToObj(build ->
                        build(new SplittableRandom(seed + build * 104_729), noise, baselineRuns, maxRuns, drifted))
                .toList();
        return new Outcome(
                100
                        * mean(all.stream()
                                .mapToInt(build -> Math.min(build.drifted(), 1))
                                .sum()),
                mean(all.stream().mapToInt(Build::runs).sum()) / TASKS,
                100 * mean(all.stream().mapToInt(Build::found).sum()) / Math.max(drifted, 1));
    }

    private double mean(int sum) {
        return (double) sum / builds;
    }

    private static Build build(SplittableRandom random, Noise noise, int baselineRuns, int maxRuns, int drifted) {
        SimulatedSuite suite = new SimulatedSuite();
        int runs = 0;
        for (int task = 0; task < TASKS; task++) {
            double[] before = noise.sample(random, baselineRuns, 0);
            double[] after = staged(task, before, noise.sample(random, maxRuns, task < drifted ? DRIFT : 0));
            suite.add(before, after);
            runs += after.length;
        }
        List<Boolean> verdicts = suite.drifted();
        return new Build(
                Collections.frequency(verdicts, true), Collections.frequency(verdicts.subList(0, drifted), true), runs);
    }

    /** Return those of {@code all} runs that are made. */
    private static double[] staged(int task, double[] before, double[] all) {
        SamplingSchedule schedule = new SamplingSchedule(FIRST_LOOK, all.length);
        MetricBaseline baseline = MetricBaseline.of(before);
        int made = schedule.looks().next(0);
        while (schedule.goesOn(Judged.figure(
                SimulatedSuite.name(task), baseline, Arrays.copyOf(all, made), SimulatedSuite.TOLERANCE))) {
            made = schedule.looks().next(made);
        }
        return Arrays.copyOf(all, made);
    }
}
