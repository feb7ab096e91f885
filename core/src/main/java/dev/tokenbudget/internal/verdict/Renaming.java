package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets tasks keep their baselines under new names.
 *
 * @param former the tasks, by their former names
 * @param present their present names, where what they look like does not tell which is which
 */
public record Renaming(TaskGlob former, TaskGlob present) implements Change {

    @Override
    public Optional<String> nothingToAccept(Comparison comparison, Baseline before) {
        return meant(comparison).isEmpty()
                ? Optional.of("No task matches '" + former.pattern() + "' that did not run and looks renamed. "
                        + notRun(comparison)
                        + " Where the prompt changed as well, name both: -Dtokenbudget.rename=<former"
                        + " name> -Dtokenbudget.task=<present name>.")
                : Optional.empty();
    }

    @Override
    public Baseline accept(Comparison comparison, Baseline before) {
        Baseline after = before;
        for (Rename rename : meant(comparison)) {
            after = rename.in(after);
        }
        return after;
    }

    @Override
    public Set<TaskId> replaced(Comparison comparison, Baseline before) {
        return Set.of();
    }

    @Override
    public List<String> remarks(Comparison comparison) {
        return meant(comparison).stream().map(Rename::done).toList();
    }

    private List<Rename> meant(Comparison comparison) {
        List<TaskComparison> tasks =
                comparison.tasks().stream().map(JudgedTask::comparison).toList();
        List<Rename> meant = Rename.among(tasks).stream()
                .filter(rename -> former.matches(rename.before()) && present.matches(rename.after()))
                .toList();
        return meant.isEmpty() ? named(tasks) : meant;
    }

    /** Two names that are one task each leave no doubt, whatever became of the prompt. */
    private List<Rename> named(List<TaskComparison> tasks) {
        List<TaskComparison> gone = tasks.stream()
                .filter(task -> task.after().isEmpty() && former.matches(task.task()))
                .toList();
        List<TaskComparison> arrived = tasks.stream()
                .filter(task -> task.before().isEmpty() && present.matches(task.task()))
                .toList();
        return gone.size() == 1 && arrived.size() == 1 && !present.pattern().equals("*")
                ? List.of(new Rename(gone.get(0).task(), arrived.get(0).task()))
                : List.of();
    }

    static String notRun(Comparison comparison) {
        String names = comparison.tasks().stream()
                .map(JudgedTask::comparison)
                .filter(task -> task.after().isEmpty())
                .map(task -> task.task().shortName())
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "No task of the baseline is known not to have run."
                : "The tasks of the baseline that did not run are " + names + ".";
    }
}
