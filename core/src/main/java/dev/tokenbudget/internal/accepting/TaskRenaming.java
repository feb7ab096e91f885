package dev.tokenbudget.internal.accepting;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.SuspectedRename;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets tasks keep their baselines under new names.
 *
 * @param former the tasks, by their former names
 * @param present their present names, where their prompts do not show which is which
 */
public record TaskRenaming(TaskGlob former, TaskGlob present) implements BaselineUpdate {

    @Override
    public Optional<String> whyNothingToDo(Comparison comparison, Baseline before) {
        return meant(comparison).isEmpty()
                ? Optional.of("No task matches '" + former.pattern() + "' that did not run and looks renamed. "
                        + notRun(comparison)
                        + " Where the prompt changed as well, name both: -Dtokenbudget.rename=<former"
                        + " name> -Dtokenbudget.task=<present name>.")
                : Optional.empty();
    }

    @Override
    public Baseline apply(Comparison comparison, Baseline before) {
        Baseline after = before;
        for (SuspectedRename rename : meant(comparison)) {
            after = renamed(rename, after);
        }
        return after;
    }

    @Override
    public Set<TaskId> replaced(Comparison comparison, Baseline before) {
        return Set.of();
    }

    @Override
    public Map<TaskId, Optional<TaskId>> moved(Comparison comparison, Baseline before) {
        return meant(comparison).stream()
                .collect(Collectors.toMap(SuspectedRename::before, rename -> Optional.of(rename.after())));
    }

    @Override
    public List<String> remarks(Comparison comparison) {
        return meant(comparison).stream().map(TaskRenaming::done).toList();
    }

    private static Baseline renamed(SuspectedRename rename, Baseline baseline) {
        return baseline.of(rename.before())
                .map(accepted -> baseline.without(rename.before()).with(rename.after(), accepted))
                .orElse(baseline);
    }

    private static String done(SuspectedRename rename) {
        return "The baseline of " + rename.before().shortName() + " is now that of "
                + rename.after().shortName() + ". Judge its runs by it: mvn tokenbudget:check";
    }

    private List<SuspectedRename> meant(Comparison comparison) {
        List<TaskComparison> tasks =
                comparison.tasks().stream().map(JudgedTask::comparison).toList();
        List<SuspectedRename> meant = SuspectedRename.among(tasks).stream()
                .filter(rename -> former.matches(rename.before()) && present.matches(rename.after()))
                .toList();
        return meant.isEmpty() ? named(tasks) : meant;
    }

    /** Two names that are one task each leave no doubt, whatever became of the prompt. */
    private List<SuspectedRename> named(List<TaskComparison> tasks) {
        List<TaskComparison> gone = tasks.stream()
                .filter(task -> task.after().isEmpty() && former.matches(task.task()))
                .toList();
        List<TaskComparison> arrived = tasks.stream()
                .filter(task -> task.before().isEmpty() && present.matches(task.task()))
                .toList();
        return gone.size() == 1 && arrived.size() == 1 && !present.pattern().equals("*")
                ? List.of(new SuspectedRename(gone.get(0).task(), arrived.get(0).task()))
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
