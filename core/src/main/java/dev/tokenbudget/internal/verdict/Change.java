package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What somebody wants done to the baseline of a module: accept runs, or give baselines new names, or remove some. */
public sealed interface Change permits Accepting, Removal, Renaming {

    /** Return why nothing can be done in this module, as sentences; nothing where something can. */
    Optional<String> nothingToAccept(Comparison comparison, Baseline before);

    /**
     * Return {@code before} with the change.
     *
     * @throws AcceptanceRefusedException if it must not be made; the message names the task and the cure
     */
    Baseline accept(Comparison comparison, Baseline before);

    /** Return the tasks whose baselines are replaced or removed. */
    Set<TaskId> replaced(Comparison comparison, Baseline before);

    /** Return what is worth knowing beside the change, a sentence each. */
    default List<String> remarks(Comparison comparison) {
        return List.of();
    }
}
