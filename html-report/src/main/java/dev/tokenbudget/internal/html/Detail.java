package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.text.Figures;
import java.util.Optional;

/** How much of a task is shown: a report of 500 tasks stays small because most of them need no look. */
enum Detail {
    /** All there is, up to numbers that no reader follows. */
    FULL(Integer.MAX_VALUE, 60, 40),
    /** The plot, the samples, the main figures, and the calls without their sections. */
    BRIEF(3, 8, 0),
    /** What is said of it, and no more: of thousands of tasks, each table would be megabytes. */
    LINE(0, 0, 0);

    /** The tasks beyond these are shown briefly. */
    private static final int MOST_IN_FULL = 40;

    /** The tasks beyond these are shown without their runs. */
    private static final int MOST_WITH_RUNS = 300;

    private final int figures;
    private final int calls;
    private final int runs;

    Detail(int figures, int calls, int runs) {
        this.figures = figures;
        this.calls = calls;
        this.runs = runs;
    }

    /** Return how much is shown of the task at {@code place}, from 0. */
    static Detail at(int place) {
        if (place < MOST_IN_FULL) {
            return FULL;
        }
        return place < MOST_WITH_RUNS ? BRIEF : LINE;
    }

    /** Return what is left out of a report of {@code tasks} tasks, as a sentence; nothing where nothing is. */
    static Optional<String> leftOut(int tasks) {
        return tasks <= MOST_WITH_RUNS
                ? Optional.empty()
                : Optional.of(
                        "The runs and figures of the first " + MOST_WITH_RUNS + " tasks are shown; those of the other "
                                + Figures.count(tasks - MOST_WITH_RUNS) + " are in report.json.");
    }

    /** Whether runs are shown, one by one or as dots. */
    boolean showsRuns() {
        return this != LINE;
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
