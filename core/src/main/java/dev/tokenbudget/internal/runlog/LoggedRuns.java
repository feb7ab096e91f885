package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.cache.BoundedCache;
import dev.tokenbudget.internal.cache.Cached;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The runs of a task in all logs of a build.
 *
 * @param logs those of each log, in the order of the logs
 * @param cache keeps what was read, as long as there is room
 */
record LoggedRuns(List<RunsOfLog> logs, BoundedCache cache) implements RunSource {

    @Override
    public List<Run> read() {
        List<Run> runs = new ArrayList<>();
        logs.forEach(log -> runs.addAll(log.read()));
        runs.sort(Run.BY_BEGIN);
        return runs;
    }

    @Override
    public int replays() {
        return logs.stream().mapToInt(RunsOfLog::replays).sum();
    }

    @Override
    public <T> Cached<T> cached(Supplier<T> work) {
        return cache.cached(logs.stream().mapToLong(RunsOfLog::bytes).sum(), work);
    }
}
