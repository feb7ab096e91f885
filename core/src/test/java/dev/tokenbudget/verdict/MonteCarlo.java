package dev.tokenbudget.verdict;

import dev.tokenbudget.baseline.MetricBaseline;
import dev.tokenbudget.run.Metric;
import dev.tokenbudget.run.TaskId;
import dev.tokenbudget.run.Tolerance;
import dev.tokenbudget.statistics.SampleSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws synthetic tasks and has the shipped rule judge them; the same seed gives the same tables. */
final class MonteCarlo {

    private static final Tolerance TOLERANCE = Tolerance.parse("+15%");
    private static final double MEAN = 10_000;
    private static final Evidence FUTILE =
            new Evidence(1, 1, 1, 1, Optional.empty(), OptionalDouble.empty(), "not computed");

    private final int trials;
    private final long seed;

    MonteCarlo(int trials, long seed) {
        this.trials = trials;
        this.seed = seed;
    }

    /** How the runs of a task vary. */
    interface Noise {
        /** Return the total of one run of a task that drifted by {@code drift}. */
        double draw(SplittableRandom random, double drift);

        /** Lognormal runs; {@code sigma} is the standard deviation of their logarithm, which is nearly their CV. */
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
    }

    /** Return in how many percent of trials a single task with as many runs as its baseline is DRIFTED. */
    double rejections(Noise noise, int n, double drift) {
        long rejected = IntStream.range(0, trials)
                .parallel()
                .filter(trial -> {
                    SplittableRandom random = new SplittableRandom(seed + trial * 7919L);
                    Gated gated = gated("task " + trial, sample(random, noise, n, 0), sample(random, noise, n, drift));
                    return judge(List.of(gated)).stream().anyMatch(MonteCarlo::isDrifted);
                })
                .count();
        return 100.0 * rejected / trials;
    }

    /** What staged builds of 20 tasks come to. */
    record Builds(double failing, double runsATask, double driftedTasksFound, double runsADriftedTask) {}

    /** Judge builds of 20 tasks, of which the first {@code drifted} drifted by 30 %, with looks from 5 runs on. */
    Builds builds(int baselineRuns, int maxRuns, int drifted) {
        int tasks = 20;
        double[][] results = IntStream.range(0, trials)
                .parallel()
                .mapToObj(trial ->
                        build(new SplittableRandom(seed + trial * 104_729L), tasks, baselineRuns, maxRuns, drifted))
                .toArray(double[][]::new);
        double[] mean = new double[4];
        for (double[] result : results) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += result[i] / trials;
            }
        }
        return new Builds(
                100 * mean[0], mean[1] / tasks, 100 * mean[2] / Math.max(drifted, 1), mean[3] / Math.max(drifted, 1));
    }

    private static double[] build(SplittableRandom random, int tasks, int baselineRuns, int maxRuns, int drifted) {
        Noise noise = Noise.lognormal(0.3);
        Looks looks = new Looks(5, maxRuns);
        List<Gated> figures = new ArrayList<>();
        double runs = 0;
        double runsOfDrifted = 0;
        for (int task = 0; task < tasks; task++) {
            double drift = task < drifted ? 0.3 : 0;
            double[] before = sample(random, noise, baselineRuns, 0);
            double[] all = sample(random, noise, maxRuns, drift);
            Gated gated = staged("task " + task, before, all, looks);
            figures.add(gated);
            runs += gated.after().length;
            runsOfDrifted += task < drifted ? gated.after().length : 0;
        }
        List<Finding> findings = judge(figures);
        boolean fails = findings.stream().anyMatch(MonteCarlo::isDrifted);
        long found = findings.subList(0, drifted).stream()
                .filter(MonteCarlo::isDrifted)
                .count();
        return new double[] {fails ? 1 : 0, runs, found, runsOfDrifted};
    }

    private static Gated staged(String name, double[] before, double[] all, Looks looks) {
        MetricBaseline baseline = MetricBaseline.of(before);
        TaskId task = new TaskId("Simulated", name);
        int made = looks.next(0);
        while (looks.goesOn(task, Metric.TOTAL, baseline, Arrays.copyOf(all, made), TOLERANCE)) {
            made = looks.next(made);
        }
        return gated(name, before, Arrays.copyOf(all, made));
    }

    /** The shipped rule; of figures that it takes for futile and enters with p = 1, the p is not computed first. */
    private static List<Finding> judge(List<Gated> figures) {
        return DriftRule.judge(
                figures,
                gated -> Looks.isFutile(gated.movement(), gated.tolerance())
                        ? Optional.of(FUTILE)
                        : DriftTest.of(gated));
    }

    private static boolean isDrifted(Finding finding) {
        return finding.verdict() instanceof DriftVerdict.Drifted;
    }

    private static Gated gated(String name, double[] before, double[] after) {
        return new Gated(
                new TaskId("Simulated", name),
                Rule.forAll(Metric.TOTAL),
                TOLERANCE,
                MetricBaseline.of(before),
                after,
                SampleSummary.of(after));
    }

    private static double[] sample(SplittableRandom random, Noise noise, int n, double drift) {
        double[] sample = new double[n];
        for (int i = 0; i < n; i++) {
            sample[i] = Math.rint(noise.draw(random, drift));
        }
        return sample;
    }
}
