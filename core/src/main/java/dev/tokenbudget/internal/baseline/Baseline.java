package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.ModelSlopes;
import dev.tokenbudget.internal.run.TaskId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that was accepted in a module: the baselines of all its tasks.
 *
 * @param tasks by task
 */
public record Baseline(SortedMap<TaskId, TaskBaseline> tasks) {

    public Baseline {
        tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
    }

    /** Return what was accepted of {@code task}, or nothing where it is new. */
    public Optional<TaskBaseline> of(TaskId task) {
        return Optional.ofNullable(tasks.get(task));
    }

    /** Return what accepted runs tell of how providers count text. */
    public ModelSlopes slopes() {
        return tasks.values().stream()
                .flatMap(task -> task.composition().stream())
                .map(Composition::slopes)
                .reduce(ModelSlopes.TABLE, ModelSlopes::or);
    }

    /** Return this baseline with {@code task} accepted again. */
    public Baseline with(TaskId task, TaskBaseline accepted) {
        SortedMap<TaskId, TaskBaseline> changed = new TreeMap<>(tasks);
        changed.put(task, accepted);
        return new Baseline(changed);
    }

    /** Return this baseline without {@code task}. */
    public Baseline without(TaskId task) {
        SortedMap<TaskId, TaskBaseline> changed = new TreeMap<>(tasks);
        changed.remove(task);
        return new Baseline(changed);
    }
}
