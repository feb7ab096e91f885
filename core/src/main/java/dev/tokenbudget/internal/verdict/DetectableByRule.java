package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.statistics.BuildVariance;
import dev.tokenbudget.internal.statistics.DetectableDrift;
import dev.tokenbudget.internal.statistics.DetectableDrift.Look;
import dev.tokenbudget.internal.statistics.DetectableDrift.Spread;
import dev.tokenbudget.internal.statistics.PooledVariation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * The smallest drift that the rule, as a build applies it to a task, finds in four of five builds.
 *
 * @param looks when the build looks at the runs
 * @param allowed the drift that is tolerated, as a fraction
 * @param alpha what p must not exceed, corrected for the number of questions: a lone drift must be this much less probable
 * @param noDrift the drift that the test takes for none: 0, or in strict mode the largest that is allowed
 */
record DetectableByRule(Looks looks, double allowed, double alpha, double noDrift) {

    /**
     * Return {@code evidence} with it, where it rests on a mean.
     *
     * @param questions how many the build asks
     */
    static Evidence of(FigureComparison figure, Evidence evidence, int questions) {
        if (evidence.ratio().isEmpty() || figure.movement().before() <= 0) {
            return evidence;
        }
        DetectableByRule rule = new DetectableByRule(
                figure.plannedLooks(),
                DriftRule.allowedRatio(figure.movement(), figure.tolerance()) - 1,
                figure.rule().alpha() / questions,
                DriftSignificance.nullFactor(figure) - 1);
        return evidence.detecting(evidence.builds().map(rule::ofBuilds).orElseGet(() -> rule.ofMean(spread(figure))));
    }

    private static Spread spread(FigureComparison figure) {
        PooledVariation variation = PooledVariation.of(figure.before().summary(), figure.summary());
        return new Spread(
                variation.coefficient(),
                // as at the last look, when the test decides
                figure.before().summary().n() + figure.plannedLooks().most() - 2,
                figure.before().summary().n(),
                figure.sessionEffect());
    }

    double ofMean(Spread spread) {
        return withDoubling((level, least) -> DetectableDrift.of(hurdles(least), spread, level, noDrift));
    }

    double ofSize(Spread spread) {
        return DetectableDrift.of(Hurdles.OF_SIZE.over(looks, allowed), spread, alpha, noDrift);
    }

    /** Return it where builds are compared, of which the measured one is one more, however many runs it has. */
    double ofBuilds(BuildVariance builds) {
        return withDoubling(
                (level, least) -> DetectableDrift.of(builds, new Look(looks.most(), least), level, noDrift));
    }

    /**
     * Return what is found of a drift, or of one that at least doubles the figure, which is not corrected, where that is less.
     *
     * @param found the drift that is found at a level, where at least a drift is asked for
     */
    private double withDoubling(DoubleBinaryOperator found) {
        double corrected = found.applyAsDouble(alpha, allowed);
        double doubling = DriftRule.BEYOND_CORRECTION - 1;
        return corrected < doubling
                ? corrected
                : Math.min(
                        corrected,
                        found.applyAsDouble(
                                Math.max(alpha, DriftRule.ALPHA_BEYOND_CORRECTION), Math.max(allowed, doubling)));
    }

    /** Return the hurdles of the looks, the last of which is {@code least}. */
    private List<Look> hurdles(double least) {
        List<Look> hurdles = new ArrayList<>(Hurdles.OF_MEAN.over(looks, allowed));
        Look last = hurdles.remove(hurdles.size() - 1);
        hurdles.add(new Look(last.runs(), least));
        return hurdles;
    }
}
