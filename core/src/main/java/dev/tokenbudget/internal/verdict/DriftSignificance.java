package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.statistics.BuildMeans;
import dev.tokenbudget.internal.statistics.BuildVariance;
import dev.tokenbudget.internal.statistics.DetectableDrift;
import dev.tokenbudget.internal.statistics.Exceedance;
import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.statistics.MeanComparison;
import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.PermutedMeans;
import dev.tokenbudget.internal.statistics.PooledMeans;
import dev.tokenbudget.internal.statistics.PooledVariation;
import dev.tokenbudget.internal.statistics.SampleSeed;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts a figure to the test that fits it; the answer is not yet corrected for the number of questions. */
final class DriftSignificance {

    /** Fewer runs on either side show nothing. */
    static final int FEWEST_RUNS = 3;

    private static final double BEYOND_DOUBT = 0.0001;
    private static final int SHUFFLES = 99_999;

    private DriftSignificance() {}

    /** Return what the test says, or nothing where there are too few runs for any. */
    static Optional<Evidence> of(FigureComparison figure) {
        return figure.rule()
                .statistic()
                .percentile()
                .map(percentile -> ofPercentile(figure, percentile))
                .orElseGet(() -> ofMean(figure));
    }

    /**
     * Return the test of means that fits the baseline: that of builds where they are known to differ, and the t test of the
     * summaries where there are no samples.
     */
    static MeanComparison meanTest(FigureComparison figure) {
        MetricBaseline before = figure.before();
        Optional<BuildVariance> builds = before.buildVariance();
        if (builds.isPresent()) {
            return BuildMeans.of(builds.get(), figure.summary());
        }
        double[] samples = before.samples();
        return samples.length == 0
                ? PooledMeans.of(before.summary(), figure.summary())
                : PermutedMeans.of(samples, figure.after(), seed(figure, samples));
    }

    /** Whether the mean grew beyond its tolerance, and that cannot be chance. */
    static boolean isGrowthBeyondDoubt(FigureComparison figure) {
        MetricBaseline before = figure.before();
        if (!figure.tolerance()
                .isExceeded(before.summary().mean(), figure.summary().mean())) {
            return false;
        }
        if (before.buildVariance().isEmpty()) {
            double[] samples = before.samples();
            if (Math.min(before.summary().n(), figure.after().length) < FEWEST_RUNS) {
                return false;
            }
            if (samples.length > 0) {
                return PermutedMeans.isGrowthBeyond(
                        samples, figure.after(), BEYOND_DOUBT, SHUFFLES, seed(figure, samples));
            }
        }
        return meanTest(figure).pValueOfGrowth(1) <= BEYOND_DOUBT;
    }

    static long seed(FigureComparison figure, double[] samples) {
        return SampleSeed.of(figure.task() + " " + figure.rule().metric().key(), samples, figure.after());
    }

    /** Return how many runs it takes at least, as a sentence's end. */
    static String runsNeeded(FigureComparison figure) {
        Optional<Percentile> percentile = figure.rule().statistic().percentile();
        if (percentile.isPresent()) {
            return "the baseline would need " + percentile.get().estimableFrom() + " runs, and has "
                    + figure.before().summary().n();
        }
        int accepted = figure.before().summary().n();
        int baseline = Math.max(accepted, FEWEST_RUNS);
        int candidate = FEWEST_RUNS;
        while (PermutedMeans.smallestP(baseline, candidate) > figure.rule().alpha()) {
            candidate++;
        }
        return "it takes " + candidate + " runs (there are " + figure.after().length + ") against a baseline of "
                + baseline + " (it has " + accepted + ")";
    }

    private static Optional<Evidence> ofMean(FigureComparison figure) {
        int baseline = figure.before().summary().n();
        int candidate = figure.after().length;
        Optional<BuildVariance> builds = figure.before().buildVariance();
        boolean tooFew = Math.min(baseline, candidate) < FEWEST_RUNS
                || PermutedMeans.smallestP(baseline, candidate) > figure.rule().alpha();
        if (tooFew && builds.isEmpty()) {
            return Optional.empty();
        }
        MeanComparison test = meanTest(figure);
        double allowed = nullFactor(figure);
        double growth = test.pValueOfGrowth(allowed);
        double fall = test.pValueOfFall(1 / allowed);
        double detectable = builds.map(known -> DetectableDrift.of(known, candidate))
                .orElseGet(() ->
                        DetectableDrift.of(PooledVariation.of(figure.before().summary(), figure.summary())));
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

    private static Optional<Evidence> ofPercentile(FigureComparison figure, Percentile percentile) {
        MetricBaseline before = figure.before();
        if (!before.summary().isEstimable(percentile)) {
            return Optional.empty();
        }
        double allowed = nullFactor(figure);
        double limit = before.summary().at(percentile) * allowed;
        double[] scaled =
                Arrays.stream(before.samples()).map(value -> value * allowed).toArray();
        Exceedance test = scaled.length == 0
                ? Exceedance.of(percentile, limit, figure.after())
                : Exceedance.of(scaled, figure.after(), limit);
        return Optional.of(new Evidence(
                test.pOfGrowth(),
                test.pOfFall(),
                test.pOfGrowth(),
                test.pOfFall(),
                Optional.empty(),
                OptionalDouble.empty(),
                test.exceeding() + " of " + test.candidateSize() + " runs exceed the baseline's "
                        + figure.rule().statistic(),
                Optional.empty()));
    }

    /** Return the ratio that is taken for no drift: 1, or in strict mode the largest that is allowed. */
    private static double nullFactor(FigureComparison figure) {
        double before = figure.movement().before();
        boolean strict = figure.rule().mode() == Mode.STRICT && before > 0;
        return strict ? figure.tolerance().highestAllowed(before) / before : 1;
    }
}
