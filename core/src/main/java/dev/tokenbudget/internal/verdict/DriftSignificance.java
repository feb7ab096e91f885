package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.statistics.BuildVariance;
import dev.tokenbudget.internal.statistics.Exceedance;
import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.statistics.LogRatio;
import dev.tokenbudget.internal.statistics.MeanTest;
import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.SampleSeed;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SessionEffect;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts a figure to the test that fits it; the answer is not yet corrected for the number of questions. */
final class DriftSignificance {

    private static final double BEYOND_DOUBT = 0.0001;

    private DriftSignificance() {}

    /**
     * Return what the test says, or nothing where there are too few runs for any.
     *
     * @param scatter the least variance between sessions, as the sizes of all tasks show it
     */
    static Optional<Evidence> of(FigureComparison figure, double scatter) {
        return figure.rule()
                .statistic()
                .percentile()
                .map(percentile -> ofPercentile(figure, percentile))
                .orElseGet(() -> ofMean(figure, figure.sessionEffect().atLeast(scatter)));
    }

    /** Return what the test says of the size, whose movement within a session is {@code ratio}. */
    static SizeFinding ofSize(FigureComparison figure, LogRatio ratio, double scatter) {
        LogRatio across = ratio.across(figure.sessionEffect().atLeast(scatter));
        double allowed = nullFactor(figure);
        double growth = across.pValueOfGrowth(allowed);
        double fall = across.pValueOfFall(1 / allowed);
        return new SizeFinding(
                ratio.ratio() - 1,
                evidence(
                        growth,
                        fall,
                        across,
                        figure,
                        "analysis of covariance on the number of calls",
                        Optional.empty()));
    }

    /** Return what the test says of the number of calls; nothing where there are too few runs. */
    static Optional<CallsFinding> ofCalls(FigureComparison figure, Calls calls, double scatter) {
        SampleSummary before = calls.before().summary();
        SampleSummary after = SampleSummary.of(calls.after());
        if (before.n() + after.n() < FigureComparison.FEWEST_RUNS || before.mean() == 0 || after.mean() == 0) {
            return Optional.empty();
        }
        LogRatio ratio =
                LogRatio.ofMeans(before, after).across(figure.sessionEffect().atLeast(scatter));
        return Optional.of(new CallsFinding(
                before.mean(),
                after.mean(),
                evidence(
                        ratio.pValueOfGrowth(1),
                        ratio.pValueOfFall(1),
                        ratio,
                        figure,
                        "t test of the summaries",
                        Optional.empty())));
    }

    /** Whether the mean moved, or the size grew, further than the tolerance allows, and that cannot be chance. */
    static boolean isDriftBeyondDoubt(FigureComparison figure) {
        return isMeanBeyondDoubt(figure) || isSizeBeyondDoubt(figure);
    }

    private static boolean isMeanBeyondDoubt(FigureComparison figure) {
        Movement movement = figure.movement();
        return movement.exceeds(figure.tolerance())
                && isMeanBeyondDoubtByT(figure)
                && meanTest(figure, figure.sessionEffect())
                        .map(test -> movement.drift() > 0 ? test.pValueOfGrowth(1) : test.pValueOfFall(1))
                        .filter(p -> p <= BEYOND_DOUBT)
                        .isPresent();
    }

    private static boolean isSizeBeyondDoubt(FigureComparison figure) {
        Movement movement = figure.movement();
        return movement.after() > movement.before()
                && figure.size()
                        .map(ratio -> ofSize(figure, ratio, 0))
                        .filter(size -> size.drift() > DriftRule.allowedRatio(movement, figure.tolerance()) - 1)
                        .filter(size -> size.evidence().pOfGrowth() <= BEYOND_DOUBT)
                        .isPresent()
                && figure.calls()
                        .flatMap(calls -> ofCalls(figure, calls, 0))
                        .filter(calls -> calls.fell(figure.rule().alpha()))
                        .isEmpty();
    }

    /** Shuffles take long, and are dealt only where the t test has no doubt either. */
    private static boolean isMeanBeyondDoubtByT(FigureComparison figure) {
        SampleSummary before = figure.before().summary();
        if (before.n() + figure.summary().n() < FigureComparison.FEWEST_RUNS) {
            return false;
        }
        LogRatio ratio = LogRatio.ofMeans(before, figure.summary()).across(figure.sessionEffect());
        return Math.min(ratio.pValueOfGrowth(1), ratio.pValueOfFall(1)) <= BEYOND_DOUBT;
    }

    private static Optional<Evidence> ofMean(FigureComparison figure, SessionEffect sessions) {
        double allowed = nullFactor(figure);
        return meanTest(figure, sessions)
                .map(test -> evidence(
                        test.pValueOfGrowth(allowed),
                        test.pValueOfFall(1 / allowed),
                        test.ratio(),
                        figure,
                        test.method(),
                        figure.buildVariance()));
    }

    /**
     * Return the test of means that fits the baseline: that of builds where they are known to differ, and the t test of the
     * summaries where there are no samples, or where nothing hinges on it because the mean is within its tolerance.
     */
    private static Optional<MeanTest> meanTest(FigureComparison figure, SessionEffect sessions) {
        MetricBaseline before = figure.before();
        SampleSummary after = figure.summary();
        Optional<BuildVariance> builds = figure.buildVariance();
        if (builds.isPresent()) {
            return Optional.of(MeanTest.ofBuilds(builds.get(), after));
        }
        if (before.summary().n() + after.n() < FigureComparison.FEWEST_RUNS) {
            return Optional.empty();
        }
        double[] samples = before.samples();
        boolean isAsked = figure.movement().exceeds(figure.tolerance())
                || figure.movement().improves(figure.tolerance());
        return Optional.of(
                samples.length == 0 || !isAsked
                        ? MeanTest.ofSummaries(before.summary(), after, sessions)
                        : MeanTest.ofSamples(samples, figure.after(), sessions, seed(figure, samples)));
    }

    private static long seed(FigureComparison figure, double[] samples) {
        return SampleSeed.of(figure.task() + " " + figure.rule().metric().key(), samples, figure.after());
    }

    private static Evidence evidence(
            double growth,
            double fall,
            LogRatio ratio,
            FigureComparison figure,
            String method,
            Optional<BuildVariance> builds) {
        return new Evidence(
                growth,
                fall,
                growth,
                fall,
                Optional.of(ratio),
                Optional.of(ratio.interval(levelOf(figure.plannedLooks(), figure.after().length))),
                OptionalDouble.empty(),
                method,
                builds);
    }

    /**
     * Return what each side of the interval may err at the look after {@code runs} runs, so that all looks together err by 5 %: half
     * of what is left goes to each look, and all of it to the last. Otherwise a task that stopped because it looked cheap would lie
     * above its interval more often than 5 % (Lan and DeMets, Biometrika 70, 1983, on spending).
     */
    static double levelOf(Looks looks, int runs) {
        int last = Hurdles.look(looks, looks.most());
        int look = Math.min(Hurdles.look(looks, runs), last);
        return Interval.ALPHA / Math.pow(2, Math.min(look + 1, last));
    }

    private static Optional<Evidence> ofPercentile(FigureComparison figure, Percentile percentile) {
        MetricBaseline before = figure.before();
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
                Optional.empty(),
                OptionalDouble.empty(),
                test.exceeding() + " of " + test.candidateSize() + " runs exceed the baseline's "
                        + figure.rule().statistic(),
                Optional.empty()));
    }

    /** Return the ratio that is taken for no drift: 1, or in strict mode the largest that is allowed. */
    static double nullFactor(FigureComparison figure) {
        boolean strict = figure.rule().mode() == Mode.STRICT;
        return strict ? DriftRule.allowedRatio(figure.movement(), figure.tolerance()) : 1;
    }
}
