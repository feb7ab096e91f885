package dev.tokenbudget.internal.replay;

import dev.tokenbudget.internal.run.TaskId;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The recordings of a module.
 *
 * @param tasks by task
 * @param ages how old the commits are at which they were made; those of which nothing is known are left out
 */
public record Recordings(SortedMap<TaskId, TaskRecording> tasks, Map<String, CommitAge> ages) {

    /** A module without recordings. */
    public static final Recordings NONE = new Recordings(new TreeMap<>(), Map.of());

    public Recordings {
        tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
        ages = Map.copyOf(ages);
    }

    /** Put recordings together, with what is known of the commits at which they were made. */
    public static Recordings of(Collection<TaskRecording> recordings, Map<String, CommitAge> ages) {
        SortedMap<TaskId, TaskRecording> tasks = new TreeMap<>();
        recordings.forEach(recording -> tasks.put(recording.task(), recording));
        return new Recordings(tasks, ages);
    }

    /** Return what was recorded of {@code task}, or nothing where nothing was. */
    public Optional<TaskRecording> of(TaskId task) {
        return Optional.ofNullable(tasks.get(task));
    }

    /** Return how old the commit is at which {@code recording} was made, where that is known. */
    public Optional<CommitAge> age(TaskRecording recording) {
        return recording.commit().map(ages::get);
    }
}
