package dev.tokenbudget.internal.explanation;

/**
 * What changed of one tool.
 *
 * @param tool its name
 * @param kind what changed
 */
record ToolChange(String tool, Kind kind) {

    /** What can change of a tool. */
    enum Kind {
        /** It is defined where it was not. */
        ADDED("added"),
        /** It is no longer defined. */
        REMOVED("removed"),
        /** Its definition is another one. */
        REWRITTEN("rewritten"),
        /** Its definition is sent by more or fewer of the calls. */
        RESENT("in other calls"),
        /** Its results are larger, smaller, more, fewer, or read for a longer or shorter time. */
        RESULTS("results");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
