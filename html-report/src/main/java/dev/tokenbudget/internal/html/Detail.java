package dev.tokenbudget.internal.html;

/** How much of a task is shown: a report of 500 tasks stays small because most of them need no look. */
enum Detail {
    /** All there is, up to numbers that no reader follows. */
    FULL(Integer.MAX_VALUE, 60, 40),
    /** The plot, the samples, the main figures, and the calls without their sections. */
    BRIEF(3, 8, 0);

    private final int figures;
    private final int calls;
    private final int runs;

    Detail(int figures, int calls, int runs) {
        this.figures = figures;
        this.calls = calls;
        this.runs = runs;
    }

    /** Return how many metrics are shown. */
    int figures() {
        return figures;
    }

    /** Return how many calls of a run are shown. */
    int calls() {
        return calls;
    }

    /** Return how many runs are shown, in one row each. */
    int runs() {
        return runs;
    }
}
