package dev.tokenbudget.internal.history.importing;

/** Why a record that was understood holds nothing to count. */
final class Reasons {

    static final String NO_CALL = "steps that are no model calls";
    static final String REFUSED = "requests that failed and used nothing";
    static final String CACHED = "answers from a tool's own cache, which no provider was asked for";

    static final String REPEATED = "steps around or within a call that tell of it again";

    private Reasons() {}
}
