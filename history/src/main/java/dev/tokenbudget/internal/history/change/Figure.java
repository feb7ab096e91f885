package dev.tokenbudget.internal.history.change;

/** What of a task may change. */
public enum Figure {
    /** Tokens of a run, whatever moves them. */
    TOKENS("tokens"),
    /** Tokens of a run at an equal number of calls: what is left of most agents' noise is small. */
    SIZE("tokens at an equal number of calls");

    private final String words;

    Figure(String words) {
        this.words = words;
    }

    String inWords() {
        return words;
    }
}
