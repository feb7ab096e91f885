package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.run.Run;
import java.util.ArrayList;
import java.util.List;

/** Runs of a log that is small enough to be kept in memory. */
final class KeptRuns implements RunsOfLog {

    private final List<Run> runs = new ArrayList<>();
    private long bytes;

    @Override
    public void add(Run run, Line line) {
        runs.add(run);
        bytes += line.length();
    }

    @Override
    public int size() {
        return runs.size();
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
