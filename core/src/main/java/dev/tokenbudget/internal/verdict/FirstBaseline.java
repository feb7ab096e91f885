package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.statistics.RunsNeeded;

/**
 * How many runs a task makes that has no baseline: every later build is compared with them. How many are made depends on how
 * much they vary, and not on how many tokens they use, so that their mean is what the task uses.
 */
public final class FirstBaseline {

    private FirstBaseline() {}

    /**
     * Return the number of runs at the next look; {@code look} where no more are needed, or the task has a baseline or a
     * verdict that more runs do not change.
     *
     * @param task what was measured so far, at least one run
     * @param policy what is demanded of it
     * @param look the number of runs that were to be made up to now
     */
    public static int nextLook(TaskComparison task, Policy policy, Looks looks, int look) {
        boolean isNew = Measurability.verdictOn(task, policy)
                .filter(verdict -> verdict.kind() == VerdictKind.NEW)
                .isPresent();
        return isNew && varies(task, policy)
                ? Math.max(look, Math.min(looks.next(look), policy.minBaselineRuns()))
                : look;
    }

    /** Whether the runs vary so much that as many of them do not show a drift of the tolerance. */
    private static boolean varies(TaskComparison task, Policy policy) {
        return policy.rulesFor(task.task()).stream()
                .filter(rule -> rule.mode().isWorthRuns() && rule.statistic() == Statistic.MEAN)
                .anyMatch(rule -> task.after(rule.metric())
                        .filter(runs -> RunsNeeded.areMoreThan(
                                runs,
                                FigureComparison.tolerance(task, rule, policy.tolerance())
                                                        .highestAllowed(runs.mean())
                                                / runs.mean()
                                        - 1))
                        .isPresent());
    }
}
