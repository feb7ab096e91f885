package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Tolerance;

/**
 * Judges a figure of replayed runs: recorded and replayed runs are pairs, so there is no noise, and what is left is the error of
 * the estimate.
 */
final class EstimateRule {

    private EstimateRule() {}

    static Verdict verdict(Movement movement, Tolerance tolerance, Replay replay) {
        double error = movement.statistic() == Statistic.MEAN
                ? replay.error(movement.metric())
                : replay.largestError(movement.metric());
        double before = movement.before();
        double least = movement.after() - error;
        double most = movement.after() + error;
        if (tolerance.isExceeded(before, least) || tolerance.isUndercut(before, most)) {
            return Verdict.drifted(movement, tolerance, replay.label(movement.metric()));
        }
        if (tolerance.isExceeded(before, most) || tolerance.isUndercut(before, least)) {
            return Verdict.uncertain(movement, tolerance, error);
        }
        return movement.to(most).improves(tolerance)
                ? Verdict.improved(movement, tolerance, replay.inWords())
                : Verdict.ok(replay.inWords());
    }
}
