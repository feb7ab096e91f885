package dev.tokenbudget.internal.verdict;

/** The kinds of verdict, by the word that reports print. */
public enum VerdictKind {
    /** The task's tokens are not fully known, or its cost where something is demanded of that. */
    UNMEASURABLE,
    /** The runs were replayed, and only a live run can tell what the task uses. */
    NEEDS_LIVE,
    /** The runs asked for other models than the baseline's. */
    MODEL_CHANGED,
    /** There is no baseline. */
    NEW,
    /** The baseline knows the task, but it did not run. */
    MISSING,
    /** The task was left out by its own test: a condition, an assumption, or {@code @Disabled}. */
    SKIPPED,
    /** A run used more than its budget allows, or was stopped before it could. */
    OVER_BUDGET,
    /** A figure is below the minimum or above the maximum of a rule. */
    OFF_TARGET,
    /** A figure moved further than its tolerance allows. */
    DRIFTED,
    /** A figure moved further than its tolerance allows, but noise may explain it. */
    INCONCLUSIVE,
    /** A figure fell by as much as the tolerance would allow it to grow. */
    IMPROVED,
    /** The figures are within their tolerances. */
    OK;

    /** Return what a verdict of this kind does to the build under {@code policy}. */
    Severity severity(Policy policy) {
        return switch (this) {
            case UNMEASURABLE, MODEL_CHANGED, OVER_BUDGET, OFF_TARGET, DRIFTED -> Severity.FAILS;
            case NEEDS_LIVE, NEW, MISSING, SKIPPED, INCONCLUSIVE -> policy.chosen(this);
            case IMPROVED, OK -> Severity.PASSES;
        };
    }

    /** Whether such a verdict rests on comparing the task's numbers with its baseline. */
    public boolean isByComparison() {
        return switch (this) {
            case DRIFTED, INCONCLUSIVE, IMPROVED, OK -> true;
            case UNMEASURABLE, NEEDS_LIVE, MODEL_CHANGED, NEW, MISSING, SKIPPED, OVER_BUDGET, OFF_TARGET -> false;
        };
    }
}
