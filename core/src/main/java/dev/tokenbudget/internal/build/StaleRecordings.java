package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names recordings of tasks that no longer exist: nobody replays them, and they are never deleted by themselves. */
public final class StaleRecordings {

    private StaleRecordings() {}

    /**
     * Return what is to be said of them, one sentence each.
     *
     * @param recordings the recordings of the module
     * @param measurement what a build measured
     * @param accepted the tasks that have a baseline
     * @param testFilter the option that made the build run only some tests, where there is one: then nothing is known
     */
    public static List<String> warnings(
            RecordingFolder recordings, Measurement measurement, Set<TaskId> accepted, Optional<String> testFilter) {
        if (testFilter.isPresent()
                || measurement.isEmpty()
                || !measurement.incomplete().isEmpty()) {
            return List.of();
        }
        try {
            return recordings.tasks().stream()
                    .filter(task -> !accepted.contains(task)
                            && !measurement.tasks().containsKey(task)
                            && measurement.whySkipped(task).isEmpty())
                    .map(task -> warning(recordings, task))
                    .toList();
        } catch (MalformedFileException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static String warning(RecordingFolder recordings, TaskId task) {
        return task.shortName() + " has a recording, but did not run and has no baseline. If the task is gone, delete "
                + recordings.file(task)
                + "; if it has another name now, record it again: mvn verify -Dtokenbudget.calls=record.";
    }
}
