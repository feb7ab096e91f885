package dev.tokenbudget.internal.accepting;

import dev.tokenbudget.internal.run.IncompleteSession;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Remedy;
import dev.tokenbudget.internal.verdict.TaskComparison;
import dev.tokenbudget.internal.verdict.VerdictKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The selected tasks of a build, and those of them that can become a baseline.
 *
 * @param tasks which tasks are meant
 * @param comparison the build
 */
record SelectedTasks(TaskGlob tasks, Comparison comparison) {

    /** Return why there is nothing to take, as sentences; nothing where there is. */
    Optional<String> whyNone() {
        if (comparison.tasks().stream().noneMatch(SelectedTasks::hasRuns)) {
            return Optional.of("There are no runs to accept. Run mvn verify first.");
        }
        if (all().isEmpty()) {
            return Optional.of("No task matches '" + tasks.pattern() + "'. The tasks are "
                    + comparison.tasks().stream()
                            .map(task -> task.comparison().task().shortName())
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return Optional.empty();
    }

    /** Return those that have runs, all of which are there. */
    List<JudgedTask> complete() {
        return all().stream()
                .filter(SelectedTasks::hasRuns)
                .filter(task -> isComplete(task.comparison().task()))
                .toList();
    }

    /** Return which of them keep their baseline and why, a sentence each. */
    List<String> keptAsTheyAre() {
        return all().stream()
                .map(JudgedTask::comparison)
                .filter(task -> task.before().isPresent())
                .flatMap(task -> whyKept(task).stream())
                .toList();
    }

    /** Return what the build lacks, as sentences; empty where it lacks nothing. */
    String lacking() {
        return comparison.incomplete().stream().map(IncompleteSession::sentence).collect(Collectors.joining(" "));
    }

    private List<JudgedTask> all() {
        return comparison.tasks().stream()
                .filter(task -> tasks.matches(task.comparison().task()))
                .toList();
    }

    private Optional<String> whyKept(TaskComparison task) {
        String name = task.task().shortName();
        if (task.after().isEmpty()) {
            return Optional.of(name + " did not run: its baseline stays. " + Remedy.removal(name));
        }
        return isComplete(task.task())
                ? Optional.empty()
                : Optional.of(name + ": not all of its runs are there, so its baseline stays.");
    }

    private boolean isComplete(TaskId task) {
        return comparison.incomplete().stream().noneMatch(session -> session.mayLack(task));
    }

    private static boolean hasRuns(JudgedTask task) {
        return task.comparison().after().isPresent() && task.verdict().kind() != VerdictKind.SKIPPED;
    }
}
