package dev.tokenbudget.internal.history;

/** Where an entry comes from. */
public enum Origin {
    /** Benchmark tasks, measured by the tests of a build. */
    BENCHMARK,
    /** A gateway of its own, in front of a running application. */
    GATEWAY,
    /** What another system kept of a running application. */
    IMPORT
}
