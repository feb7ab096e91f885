package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.statistics.BuildMeans;
import dev.tokenbudget.internal.statistics.BuildVariance;
import dev.tokenbudget.internal.statistics.DetectableDrift;
import dev.tokenbudget.internal.statistics.ExceedanceTest;
import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.statistics.MeanTest;
import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.PermutationTest;
import dev.tokenbudget.internal.statistics.PooledVariation;
import dev.tokenbudget.internal.statistics.PooledVariationTest;
import dev.tokenbudget.internal.statistics.SampleSeed;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts a figure to the test that fits it; the answer is not yet corrected for the number of questions. */
final class DriftTest {

    /** Fewer runs on either side show nothing. */
    static final int FEWEST_RUNS = 3;

    private DriftTest() {}

    /** Return what the test says, or nothing where there are too few runs for any. */
    static Optional<Evidence> of(Gated gated) {
        return gated.rule()
                .statistic()
                .percentile()
                .map(percentile -> ofPercentile(gated, percentile))
                .orElseGet(() -> ofMean(gated));
    }

    /**
     * Return the test of means that fits the baseline: that of builds where they are known to differ, and the t test of the
     * summaries where there are no samples.
     */
    static MeanTest meanTest(Gated gated) {
        MetricBaseline before = gated.before();
        Optional<BuildVariance> builds = before.buildVariance();
        if (builds.isPresent()) {
            return BuildMeans.of(builds.get(), gated.summary());
        }
        double[] samples = before.samples();
        return samples.length == 0
                ? PooledVariationTest.of(before.summary(), gated.summary())
                : PermutationTest.of(samples, gated.after(), seed(gated, samples));
    }

    static long seed(Gated gated, double[] samples) {
        return SampleSeed.of(gated.task() + " " + gated.rule().metric().key(), samples, gated.after());
    }

    /** Return how many runs it takes at least, as a sentence's end. */
    static String runsNeeded(Gated gated) {
        Optional<Percentile> percentile = gated.rule().statistic().percentile();
        if (percentile.isPresent()) {
            return "the baseline would need " + percentile.get().estimableFrom() + " runs, and has "
                    + gated.before().summary().n();
        }
        int accepted = gated.before().summary().n();
        int baseline = Math.max(accepted, FEWEST_RUNS);
        int candidate = FEWEST_RUNS;
        while (PermutationTest.smallestP(baseline, candidate) > gated.rule().alpha()) {
            candidate++;
        }
        return "it takes " + candidate + " runs (there are " + gated.after().length + ") against a baseline of "
                + baseline + " (it has " + accepted + ")";
    }

    private static Optional<Evidence> ofMean(Gated gated) {
        int baseline = gated.before().summary().n();
        int candidate = gated.after().length;
        Optional<BuildVariance> builds = gated.before().buildVariance();
        boolean tooFew = Math.min(baseline, candidate) < FEWEST_RUNS
                || PermutationTest.smallestP(baseline, candidate) > gated.rule().alpha();
        if (tooFew && builds.isEmpty()) {
            return Optional.empty();
        }
        MeanTest test = meanTest(gated);
        double allowed = nullFactor(gated);
        double growth = test.pValueOfGrowth(allowed);
        double fall = test.pValueOfFall(1 / allowed);
        double detectable = builds.map(known -> DetectableDrift.of(known, candidate))
                .orElseGet(() ->
                        DetectableDrift.of(PooledVariation.of(gated.before().summary(), gated.summary())));
        return Optional.of(new Evidence(
                growth,
                fall,
                growth,
                fall,
                Optional.of(test.interval(Interval.ALPHA)),
                OptionalDouble.of(detectable),
                test.method(),
                builds));
    }

    private static Optional<Evidence> ofPercentile(Gated gated, Percentile percentile) {
        MetricBaseline before = gated.before();
        if (!before.summary().isEstimable(percentile)) {
            return Optional.empty();
        }
        double allowed = nullFactor(gated);
        double limit = before.summary().at(percentile) * allowed;
        double[] scaled =
                Arrays.stream(before.samples()).map(value -> value * allowed).toArray();
        ExceedanceTest test = scaled.length == 0
                ? ExceedanceTest.of(percentile, limit, gated.after())
                : ExceedanceTest.of(scaled, gated.after(), limit);
        return Optional.of(new Evidence(
                test.pOfGrowth(),
                test.pOfFall(),
                test.pOfGrowth(),
                test.pOfFall(),
                Optional.empty(),
                OptionalDouble.empty(),
                test.exceeding() + " of " + test.candidateSize() + " runs exceed the baseline's "
                        + gated.rule().statistic()));
    }

    /** Return the ratio that is taken for no drift: 1, or in strict mode the largest that is allowed. */
    private static double nullFactor(Gated gated) {
        double before = gated.movement().before();
        boolean strict = gated.rule().mode() == Mode.STRICT && before > 0;
        return strict ? gated.tolerance().highestAllowed(before) / before : 1;
    }
}
