package dev.tokenbudget.internal.verdict;

/** What a verdict does to the build. */
public enum Severity {
    /** Nothing is wrong. */
    PASSES,
    /** The build passes, and the report shows a warning. */
    WARNS,
    /** The build fails. */
    FAILS
}
