package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.run.Run;
import java.util.List;

/** The runs of one task in one log. */
sealed interface RunsOfLog permits KeptRuns, RunPlaces {

    /**
     * A line of a log.
     *
     * @param number its number in the file, from 1
     * @param begin where it begins, in bytes
     * @param length how long it is without its end, in bytes
     */
    record Line(int number, long begin, int length) {}

    /** Take up a run that {@code line} holds. */
    void add(Run run, Line line);

    /** Return how many there are. */
    int size();

    /** Return how many of them were answered from a recording. */
    int replays();

    /** Return how long their lines are together, in bytes. */
    long bytes();

    /** Return the runs in the order of their lines. */
    List<Run> read();
}
