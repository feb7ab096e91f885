package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.statistics.DetectableDrift;
import dev.tokenbudget.internal.statistics.DetectableDrift.Look;
import dev.tokenbudget.internal.statistics.DetectableDrift.Spread;
import dev.tokenbudget.internal.statistics.PooledVariation;

/** The smallest drift that the rule, as a build applies it to a figure, finds in four of five builds. */
final class DetectableByRule {

    private DetectableByRule() {}

    /**
     * Return {@code evidence} with it, where it rests on a mean.
     *
     * @param questions how many the build asks, for which p is corrected: a lone drift must be this much less probable
     */
    static Evidence of(FigureComparison figure, Evidence evidence, int questions) {
        double allowed = DriftRule.allowedRatio(figure.movement(), figure.tolerance()) - 1;
        double alpha = figure.rule().alpha() / questions;
        double noDrift = DriftSignificance.nullFactor(figure) - 1;
        if (evidence.builds().isPresent()) {
            Look look = new Look(figure.summary().n(), allowed);
            return evidence.detecting(DetectableDrift.of(evidence.builds().get(), look, alpha, noDrift));
        }
        if (evidence.ratio().isEmpty() || figure.movement().before() <= 0) {
            return evidence;
        }
        PooledVariation variation = PooledVariation.of(figure.before().summary(), figure.summary());
        Spread spread = new Spread(
                variation.coefficient(),
                variation.degreesOfFreedom(),
                figure.before().summary().n(),
                figure.sessionEffect());
        return evidence.detecting(
                DetectableDrift.of(Hurdles.OF_MEAN.over(figure.plannedLooks(), allowed), spread, alpha, noDrift));
    }
}
