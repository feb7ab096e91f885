package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.statistics.LogRatio;
import dev.tokenbudget.internal.statistics.SampleSummary;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Builds of 20 tasks of CV 0.3 with 50 accepted and 5 measured runs each, in which nothing changed, under gates that are simpler than
 * the rule: any task may fail them.
 *
 * @param day standard deviation of the logarithm of the factor that a day has on all tasks
 */
record SimplerGates(double day) {

    private static final int BUILDS = 1_000;

    /** The mean grew by more than the tolerance. */
    double failingByMean() {
        return failing((before, after) -> grew(before, after));
    }

    /** The mean grew by more than the tolerance, and the test of this task alone rejects. */
    double failingByTestOfEach() {
        return failing((before, after) ->
                grew(before, after) && LogRatio.ofMeans(before, after).pValueOfGrowth(1) <= 0.05);
    }

    private static boolean grew(SampleSummary before, SampleSummary after) {
        return after.mean() > 1.15 * before.mean();
    }

    private double failing(BiPredicate<SampleSummary, SampleSummary> gate) {
        SplittableRandom random = new SplittableRandom(1);
        return 100.0
                / BUILDS
                * IntStream.range(0, BUILDS)
                        .filter(build -> {
                            double accepted = day * random.nextGaussian();
                            double measured = day * random.nextGaussian();
                            return IntStream.range(0, 20)
                                            .filter(task -> gate.test(
                                                    sample(random, 50, accepted), sample(random, 5, measured)))
                                            .count()
                                    > 0;
                        })
                        .count();
    }

    private static SampleSummary sample(SplittableRandom random, int runs, double day) {
        return SampleSummary.of(DoubleStream.generate(() -> Math.exp(day + 0.3 * random.nextGaussian()))
                .limit(runs)
                .toArray());
    }
}
