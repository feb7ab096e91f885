package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes tasks out of the baseline that are gone.
 *
 * @param tasks the tasks
 */
public record Removal(TaskGlob tasks) implements Change {

    @Override
    public Optional<String> nothingToAccept(Comparison comparison, Baseline before) {
        return meant(before).isEmpty()
                ? Optional.of(
                        "No task of the baseline matches '" + tasks.pattern() + "'. " + Renaming.notRun(comparison))
                : Optional.empty();
    }

    @Override
    public Baseline accept(Comparison comparison, Baseline before) {
        List<TaskId> meant = meant(before);
        comparison.tasks().stream()
                .map(JudgedTask::comparison)
                .filter(task -> task.after().isPresent() && meant.contains(task.task()))
                .findFirst()
                .ifPresent(ran -> {
                    throw new AcceptanceRefusedException(
                            ran.task().shortName() + " ran in this build, so it is not gone. Nothing was removed.");
                });
        Baseline after = before;
        for (TaskId task : meant) {
            after = after.without(task);
        }
        return after;
    }

    @Override
    public Set<TaskId> replaced(Comparison comparison, Baseline before) {
        return Set.copyOf(meant(before));
    }

    private List<TaskId> meant(Baseline before) {
        return before.tasks().keySet().stream().filter(tasks::matches).toList();
    }
}
