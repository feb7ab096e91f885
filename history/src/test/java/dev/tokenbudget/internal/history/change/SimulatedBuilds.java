package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.LogSums;
import dev.tokenbudget.internal.history.store.TaskPoint;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/**
 * Builds of a project as they may come, from a seed: one every night with 5 runs of each task. Calls of a run and tokens of a call are
 * log-normal; the number of calls makes what is left of the coefficient of variation.
 *
 * @param tasks how many tasks there are; the first one is looked at
 * @param nights how many builds
 * @param variation the coefficient of variation of a run's tokens
 * @param atEqualCalls the same at an equal number of calls
 * @param days standard deviation of what a day does to all tasks
 * @param season how much more is used on Mondays, and less on Sundays
 * @param outlier a night on which everything takes six times the tokens; -1 for none
 */
record SimulatedBuilds(
        int tasks, int nights, double variation, double atEqualCalls, double days, double season, int outlier) {

    static final int RUNS = 5;
    private static final Instant FIRST = Instant.parse("2026-01-05T02:00:00Z");
    private static final double CALLS = 12;
    private static final double TOKENS_OF_A_CALL = 1500;

    /** @param level the logarithm of what the first task's size is multiplied by, night by night */
    List<TaskPoint> points(long seed, IntToDoubleFunction level) {
        Random random = new Random(seed);
        double[] effects = new double[nights];
        for (int night = 0; night < nights; night++) {
            effects[night] = days * random.nextGaussian()
                    + season * Math.cos(2 * Math.PI * night / 7)
                    + (night == outlier ? Math.log(6) : 0);
        }
        List<TaskPoint> points = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            for (int night = 0; night < nights; night++) {
                double own = task == 0 ? level.applyAsDouble(night) : 0;
                points.add(point("Task" + task + ".runs", night, effects[night] + own, random));
            }
        }
        return points;
    }

    private TaskPoint point(String task, int night, double effect, Random random) {
        double all = Math.log1p(variation * variation);
        double ofCalls = Math.sqrt(Math.max(0, all - atEqualCalls * atEqualCalls));
        LogSums logs = LogSums.NONE;
        double sum = 0;
        double squares = 0;
        for (int run = 0; run < RUNS; run++) {
            long calls = Math.max(1, Math.round(CALLS * Math.exp(ofCalls * random.nextGaussian())));
            long tokens = Math.round(TOKENS_OF_A_CALL
                    * calls
                    * Math.exp(effect + Math.min(atEqualCalls, Math.sqrt(all)) * random.nextGaussian()));
            logs = logs.plus(LogSums.of(tokens, calls));
            sum += tokens;
            squares += (double) tokens * tokens;
        }
        double mean = sum / RUNS;
        return new TaskPoint(
                task,
                build(night),
                RUNS,
                RUNS,
                RUNS,
                mean,
                Math.sqrt(Math.max(0, squares - RUNS * mean * mean) / (RUNS - 1)),
                logs,
                BigDecimal.ZERO);
    }

    static BuildEntry build(int night) {
        return new BuildEntry(
                "b-" + night,
                "com.acme:shop",
                Optional.of(String.format("%07x", 0xa000000 + night)),
                Optional.of("main"),
                FIRST.plus(Duration.ofDays(night)));
    }

    /** Return the night of a build. */
    static int night(BuildEntry build) {
        return Integer.parseInt(build.id().substring(2));
    }
}
