package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.run.Run;
import java.util.List;

/** The runs of one task in one log. */
abstract sealed class RunsOfLog permits KeptRuns, RunPlaces {

    private int size;
    private int replays;
    private long bytes;

    /**
     * A line of a log.
     *
     * @param number its number in the file, from 1
     * @param begin where it begins, in bytes
     * @param length how long it is without its end, in bytes
     */
    record Line(int number, long begin, int length) {}

    /** Take up a run that {@code line} holds. */
    final void add(Run run, Line line) {
        keep(run, line);
        size++;
        replays += run.replayed().isPresent() ? 1 : 0;
        bytes += line.length();
    }

    /** Keep what {@link #read} needs of the run that is the next one. */
    abstract void keep(Run run, Line line);

    /** Return the runs in the order of their lines. */
    abstract List<Run> read();

    /** Return how many there are. */
    final int size() {
        return size;
    }

    /** Return how many of them were answered from a recording. */
    final int replays() {
        return replays;
    }

    /** Return how long their lines are together, in bytes. */
    final long bytes() {
        return bytes;
    }
}
