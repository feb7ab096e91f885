package dev.tokenbudget.internal.replay;

import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.Optional;

/**
 * The recorded runs of a task.
 *
 * @param task what was executed
 * @param commit the commit that was checked out, where it is known; it tells the age of the recording
 * @param runs the first successful runs, in order; at least one
 */
public record TaskRecording(TaskId task, Optional<String> commit, List<RecordedRun> runs) {

    public TaskRecording {
        runs = List.copyOf(runs);
    }
}
