package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;

/**
 * Distinguishes drift from noise: a figure drifted where it moved further than its tolerance and a test, corrected for the number of
 * figures judged, rejects that nothing changed. Both must be crossed: the tolerance guards against a provider that drifts
 * from build to build, the test against the noise from run to run and from session to session.
 *
 * <p>Of all tokens two figures are asked: the mean of a run, and its size, which is the same at an equal number of calls. A size that
 * drifted is a drift of the task, unless it came with fewer calls or with no more tokens in the whole: that is a trade.
 */
final class DriftRule {

    /** A growth of this much is never taken for noise because of how many other questions were asked… */
    static final double BEYOND_CORRECTION = 2;

    /**
     * … where its own test finds it this improbable: at a CV of 0.8, one mean in twenty doubles by chance, and at p ≤ 0.005 a suite of
     * twenty such tasks would fail in one build of ten though nothing changed.
     */
    static final double ALPHA_BEYOND_CORRECTION = 0.001;

    private static final String NOT_TESTED =
            "noise was not assessed: it takes 3 runs of both sides together to show how much"
                    + " they vary, and 5 of each to show much";

    private static final String MEASURE_MORE =
            "Measure more runs, or accept a larger baseline (mvn tokenbudget:plan tells how many)";

    private DriftRule() {}

    /** Judge all figures of a module, in their order. */
    static List<Finding> judge(List<FigureComparison> figures) {
        return TestedFigure.testAll(figures).stream().map(DriftRule::finding).toList();
    }

    /** Return the largest ratio to what was accepted that {@code tolerance} allows; where it bounds a fall alone, that of a fall back. */
    static double allowedRatio(Movement movement, Tolerance tolerance) {
        double before = movement.before();
        if (before <= 0) {
            return 1;
        }
        return tolerance.isOfFallAlone()
                ? before / tolerance.lowestAllowed(before).orElse(before)
                : tolerance.highestAllowed(before) / before;
    }

    private static Finding finding(TestedFigure tested) {
        FigureComparison figure = tested.figure();
        Finding finding = new Finding(
                figure.rule(),
                figure.tolerance(),
                figure.movement(),
                tested.evidence(),
                tested.size(),
                tested.calls(),
                Verdict.ok(""));
        Verdict verdict = verdict(figure, finding);
        return finding.with(figure.rule().mode() == Mode.REPORT ? verdict.asReport() : verdict);
    }

    private static Verdict verdict(FigureComparison figure, Finding finding) {
        Movement movement = figure.movement();
        Tolerance tolerance = figure.tolerance();
        if (figure.replay().isPresent()) {
            return EstimateRule.verdict(movement, tolerance, figure.replay().get());
        }
        if (finding.evidence().isPresent()) {
            return tested(figure, finding, finding.evidence().get());
        }
        if (figure.rule().mode() == Mode.EXACT) {
            return movement.exceeds(tolerance)
                    ? Verdict.drifted(movement, tolerance, "")
                    : movement.improves(tolerance) ? Verdict.improved(movement, tolerance, "") : Verdict.ok("");
        }
        return movement.exceeds(tolerance)
                ? Verdict.inconclusive(movement, tolerance, NOT_TESTED, Remedy.of(MEASURE_MORE + "."))
                : Verdict.ok(NOT_TESTED);
    }

    private static Verdict tested(FigureComparison figure, Finding finding, Evidence evidence) {
        Movement movement = finding.movement();
        Tolerance tolerance = finding.tolerance();
        double alpha = finding.rule().alpha();
        String q = evidence.inWords(movement, alpha);
        boolean exceeds = tolerance.isExceeded(movement.before(), movement.after());
        if (exceeds && isProved(movement, evidence, alpha)) {
            return Verdict.drifted(movement, tolerance, q + evidence.atLeastInWords(alpha));
        }
        if (finding.isDriftOfSize()) {
            return Verdict.sizeDrifted(movement, tolerance, finding.size().orElseThrow(), alpha);
        }
        if (exceeds) {
            return Verdict.inconclusive(movement, tolerance, q, Remedy.of(moreOf(figure, evidence)));
        }
        boolean fell = evidence.qOfFall() <= alpha;
        if (tolerance.isUndercut(movement.before(), movement.after())) {
            return fell
                    ? Verdict.drifted(movement, tolerance, q)
                    : Verdict.inconclusive(movement, tolerance, q, Remedy.of(moreOf(figure, evidence)));
        }
        boolean moved = movement.drift() > 0 ? evidence.qOfGrowth() <= alpha : fell;
        return moved && movement.improves(tolerance)
                ? Verdict.improved(movement, tolerance, q)
                : Verdict.ok(certainty(finding, evidence));
    }

    private static boolean isProved(Movement movement, Evidence evidence, double alpha) {
        boolean beyondCorrection = movement.after() >= BEYOND_CORRECTION * movement.before()
                && evidence.pOfGrowth() <= Math.min(alpha, ALPHA_BEYOND_CORRECTION);
        return evidence.qOfGrowth() <= alpha || beyondCorrection;
    }

    /** Return how sure "no drift" is: what was measured, and how much more it may be. */
    private static String certainty(Finding finding, Evidence evidence) {
        if (finding.tolerance().isOfFallAlone()) {
            return "";
        }
        return evidence.interval()
                .map(Interval::upper)
                .filter(Double::isFinite)
                .map(upper -> Figures.percent(finding.movement().drift()) + ", at most " + Figures.percent(upper - 1)
                        + (upper < allowedRatio(finding.movement(), finding.tolerance()) ? ": proved" : ""))
                .orElse("");
    }

    private static String moreOf(FigureComparison figure, Evidence evidence) {
        if (evidence.detectable().isEmpty()) {
            return MEASURE_MORE + ".";
        }
        String found = Figures.percent(evidence.detectable().getAsDouble());
        return evidence.builds().isPresent() || !figure.areRunsWorthMore()
                ? "Add this build to the baseline (-Dtokenbudget.add) where it is as it should be: so few builds"
                        + " show reliably only a drift of " + found + ", however many runs they have."
                : MEASURE_MORE + ": so few runs show reliably only a drift of " + found + ".";
    }
}
