package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.run.Run;
import java.util.ArrayList;
import java.util.List;

/** Runs of a log that is small enough to be kept in memory. */
final class KeptRuns extends RunsOfLog {

    private final List<Run> runs = new ArrayList<>();

    @Override
    void keep(Run run, Line line) {
        runs.add(run);
    }

    @Override
    List<Run> read() {
        return runs;
    }
}
