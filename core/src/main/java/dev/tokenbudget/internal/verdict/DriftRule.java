package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.statistics.BenjaminiHochberg;
import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Distinguishes drift from noise: a figure drifted where it moved further than its tolerance and a test, corrected for the number of
 * figures judged, rejects that nothing changed. Both must be crossed: the tolerance guards against a provider that drifts
 * from build to build, the test against the noise from run to run.
 */
final class DriftRule {

    /** A growth of this much is never taken for noise because of how many other questions were asked. */
    private static final double BEYOND_CORRECTION = 2;

    private static final double LOW_POWER = 2;

    private DriftRule() {}

    /** Judge all figures of a module, in their order. */
    static List<Finding> judge(List<FigureComparison> figures) {
        return judge(figures, DriftSignificance::of);
    }

    /** Judge figures by a test of the caller's. */
    static List<Finding> judge(List<FigureComparison> figures, Function<FigureComparison, Optional<Evidence>> test) {
        List<Optional<Evidence>> evidence = corrected(
                figures,
                figures.parallelStream()
                        .map(figure -> figure.isCertain() ? Optional.<Evidence>empty() : test.apply(figure))
                        .toList());
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            FigureComparison figure = figures.get(i);
            Verdict verdict = verdict(figure, evidence.get(i));
            findings.add(new Finding(
                    figure.rule(),
                    figure.tolerance(),
                    figure.movement(),
                    evidence.get(i),
                    figure.rule().mode() == Mode.REPORT ? verdict.asReport() : verdict));
        }
        return findings;
    }

    private static List<Optional<Evidence>> corrected(List<FigureComparison> figures, List<Optional<Evidence>> raw) {
        int[] tested = IntStream.range(0, raw.size())
                .filter(i -> raw.get(i).isPresent())
                .toArray();
        double[] qOfGrowth = adjusted(
                tested,
                i -> SamplingSchedule.isFutile(
                                figures.get(i).movement(), figures.get(i).tolerance())
                        ? 1
                        : raw.get(i).orElseThrow().pOfGrowth());
        double[] qOfFall = adjusted(tested, i -> raw.get(i).orElseThrow().pOfFall());
        List<Optional<Evidence>> corrected = new ArrayList<>(raw);
        for (int rank = 0; rank < tested.length; rank++) {
            Evidence evidence = raw.get(tested[rank]).orElseThrow();
            corrected.set(tested[rank], Optional.of(evidence.corrected(qOfGrowth[rank], qOfFall[rank])));
        }
        return corrected;
    }

    private static double[] adjusted(int[] figures, IntToDoubleFunction p) {
        return BenjaminiHochberg.adjusted(IntStream.of(figures).mapToDouble(p).toArray());
    }

    private static Verdict verdict(FigureComparison figure, Optional<Evidence> evidence) {
        Movement movement = figure.movement();
        Tolerance tolerance = figure.tolerance();
        if (figure.replay().isPresent()) {
            return EstimateRule.verdict(movement, tolerance, figure.replay().get());
        }
        if (evidence.isPresent()) {
            return tested(figure, movement, evidence.get());
        }
        boolean exact = figure.rule().mode() == Mode.EXACT;
        String noise = exact ? "" : "noise was not assessed: " + DriftSignificance.runsNeeded(figure);
        if (movement.exceeds(tolerance)) {
            return Verdict.drifted(movement, tolerance, noise);
        }
        if (exact && movement.improves(tolerance)) {
            return Verdict.improved(movement, tolerance, "");
        }
        return Verdict.ok(noise);
    }

    private static Verdict tested(FigureComparison figure, Movement movement, Evidence evidence) {
        Tolerance tolerance = figure.tolerance();
        double alpha = figure.rule().alpha();
        String noise = evidence.inWords(movement, alpha);
        if (tolerance.isExceeded(movement.before(), movement.after())) {
            boolean beyondCorrection =
                    movement.after() >= BEYOND_CORRECTION * movement.before() && evidence.pOfGrowth() <= alpha;
            return evidence.qOfGrowth() <= alpha || beyondCorrection
                    ? Verdict.drifted(movement, tolerance, noise)
                    : Verdict.inconclusive(movement, tolerance, noise, Remedy.of(moreOf(evidence)));
        }
        boolean fell = evidence.qOfFall() <= alpha;
        if (tolerance.isUndercut(movement.before(), movement.after())) {
            return fell
                    ? Verdict.drifted(movement, tolerance, noise)
                    : Verdict.inconclusive(movement, tolerance, noise, Remedy.of(moreOf(evidence)));
        }
        return fell && movement.improves(tolerance)
                ? Verdict.improved(movement, tolerance, noise)
                : Verdict.ok(certainty(figure, movement, evidence));
    }

    /** Return how sure "no drift" is: proved, or said with so little power that it says little. */
    private static String certainty(FigureComparison figure, Movement movement, Evidence evidence) {
        double before = movement.before();
        double allowed = before > 0 ? figure.tolerance().highestAllowed(before) / before : 1;
        if (evidence.interval().map(Interval::upper).orElse(Double.POSITIVE_INFINITY) < allowed) {
            return "proved";
        }
        boolean lowPower = evidence.detectable().orElse(0) > LOW_POWER * (allowed - 1);
        return lowPower ? "low power: MDE " + detectable(evidence) : "";
    }

    private static String moreOf(Evidence evidence) {
        String found = detectable(evidence);
        if (evidence.builds().isPresent()) {
            return "Add this build to the baseline (-Dtokenbudget.add) where it is as it should be: so few builds"
                    + " show reliably only a drift of " + found + ", however many runs they have.";
        }
        return "Measure more runs, or accept a larger baseline"
                + (found.isEmpty() ? "" : ": so few runs show reliably only a drift of " + found) + ".";
    }

    private static String detectable(Evidence evidence) {
        return evidence.detectable().isPresent()
                ? Figures.percent(evidence.detectable().getAsDouble())
                : "";
    }
}
