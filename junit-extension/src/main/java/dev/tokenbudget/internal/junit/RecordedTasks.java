package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The recordings that a session's runs are answered from, each read once. Safe to use from any thread. */
final class RecordedTasks {

    private final Supplier<RecordingFolder> folder;
    private final Map<TaskId, List<RecordedRun>> read = new ConcurrentHashMap<>();

    RecordedTasks(Supplier<RecordingFolder> folder) {
        this.folder = folder;
    }

    /** Return how many runs of {@code task} are recorded. */
    int runsOf(TaskId task) {
        return runs(task).size();
    }

    /** Return the recorded run that answers {@code run}: each in turn, and then from the first again. */
    Optional<RecordedRun> answering(RunInProgress run) {
        int number = numberAnswering(run);
        return number == 0 ? Optional.empty() : Optional.of(runs(run.task()).get(number - 1));
    }

    /** Return what {@code run} is, of which the recording did not know {@code departures}. */
    ReplayedRun describe(RunInProgress run, List<Departure> departures) {
        return new ReplayedRun(numberAnswering(run), run.number() > Math.max(1, runsOf(run.task())), departures);
    }

    private int numberAnswering(RunInProgress run) {
        int recorded = runsOf(run.task());
        return recorded == 0 ? 0 : (run.number() - 1) % recorded + 1;
    }

    private List<RecordedRun> runs(TaskId task) {
        return read.computeIfAbsent(
                task,
                wanted -> folder.get().read(wanted).map(TaskRecording::runs).orElse(List.of()));
    }
}
