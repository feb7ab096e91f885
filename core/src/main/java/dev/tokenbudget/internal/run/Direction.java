package dev.tokenbudget.internal.run;

/** What it means where a metric grows. */
public enum Direction {
    MORE_IS_WORSE,
    MORE_IS_BETTER,
    /** Only the user knows, and says so by a rule. */
    NEITHER
}
