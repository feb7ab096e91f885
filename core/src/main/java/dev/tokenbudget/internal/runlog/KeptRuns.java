package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.run.Run;
import java.util.ArrayList;
import java.util.List;

/** Runs of a log that is small enough to be kept in memory. */
final class KeptRuns implements RunsOfLog {

    private final List<Run> runs = new ArrayList<>();
    private int replays;
    private long bytes;

    @Override
    public void add(Run run, Line line) {
        runs.add(run);
        replays += run.replayed().isPresent() ? 1 : 0;
        bytes += line.length();
    }

    @Override
    public int size() {
        return runs.size();
    }

    @Override
    public int replays() {
        return replays;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public List<Run> read() {
        return runs;
    }
}
