package dev.tokenbudget.internal.accepting;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A change of a module's baseline: runs that are accepted, or baselines that are renamed or removed. */
public sealed interface BaselineUpdate permits MeasuredUpdate, TaskRemoval, TaskRenaming {

    /** Return why nothing can be done in this module, as sentences; nothing where something can. */
    Optional<String> whyNothingToDo(Comparison comparison, Baseline before);

    /**
     * Return {@code before} with the change.
     *
     * @throws UpdateRefusedException if it must not be made; the message names the task and the remedy
     */
    Baseline apply(Comparison comparison, Baseline before);

    /** Return the tasks whose baselines are replaced or removed. */
    Set<TaskId> replaced(Comparison comparison, Baseline before);

    /** Return the tasks that are gone or renamed, and their present names, where they have one: recordings follow their tasks. */
    default Map<TaskId, Optional<TaskId>> moved(Comparison comparison, Baseline before) {
        return Map.of();
    }

    /** Return what is worth knowing beside the change, a sentence each. */
    default List<String> remarks(Comparison comparison) {
        return List.of();
    }
}
