package dev.tokenbudget.internal.accepting;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes tasks out of the baseline that are gone.
 */
public record TaskRemoval(TaskGlob tasks) implements BaselineUpdate {

    @Override
    public Optional<String> whyNothingToDo(Comparison comparison, Baseline before) {
        return meant(before).isEmpty()
                ? Optional.of(
                        "No task of the baseline matches '" + tasks.pattern() + "'. " + TaskRenaming.notRun(comparison))
                : Optional.empty();
    }

    @Override
    public Baseline apply(Comparison comparison, Baseline before) {
        List<TaskId> meant = meant(before);
        comparison.tasks().stream()
                .map(JudgedTask::comparison)
                .filter(task -> task.after().isPresent() && meant.contains(task.task()))
                .findFirst()
                .ifPresent(ran -> {
                    throw new UpdateRefusedException(
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

    @Override
    public Map<TaskId, Optional<TaskId>> moved(Comparison comparison, Baseline before) {
        return meant(before).stream().collect(Collectors.toMap(task -> task, task -> Optional.empty()));
    }

    private List<TaskId> meant(Baseline before) {
        return before.tasks().keySet().stream().filter(tasks::matches).toList();
    }
}
