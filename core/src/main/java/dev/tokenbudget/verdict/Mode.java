package dev.tokenbudget.verdict;

/** How a rule deals with chance. */
public enum Mode {
    /** A drift counts that is larger than the tolerance and that noise does not explain. */
    DEFAULT,
    /** A drift counts of which it is proved that it is larger than the tolerance. */
    STRICT,
    /** Means are compared and nothing is asked of chance: for replayed or otherwise deterministic agents. */
    EXACT,
    /** As {@link #DEFAULT}, but nothing fails the build. */
    REPORT
}
