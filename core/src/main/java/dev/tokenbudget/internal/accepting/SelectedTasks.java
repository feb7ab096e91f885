package dev.tokenbudget.internal.accepting;

import dev.tokenbudget.internal.run.IncompleteSession;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.Names;
import dev.tokenbudget.internal.verdict.AcceptCommand;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Remedy;
import dev.tokenbudget.internal.verdict.TaskComparison;
import dev.tokenbudget.internal.verdict.VerdictKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The selected tasks of a build, and those of them that can become a baseline.
 *
 * @param tasks which tasks are meant
 * @param scope which of them are taken
 * @param comparison the build
 */
record SelectedTasks(TaskGlob tasks, MeasuredUpdate.Scope scope, Comparison comparison) {

    private static final int MOST_NAMED = 10;
    private static final Set<VerdictKind> STAY = Set.of(VerdictKind.OK, VerdictKind.INCONCLUSIVE);

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

    /** Return those of them whose runs become a baseline, or a part of one. */
    List<JudgedTask> taken() {
        return complete().stream().filter(this::isTaken).toList();
    }

    /** Return which of them keep their baseline and why, as sentences. */
    List<String> keptAsTheyAre() {
        Stream<String> lackRuns = all().stream()
                .map(JudgedTask::comparison)
                .filter(task -> task.before().isPresent())
                .flatMap(task -> whyKept(task).stream());
        return Stream.of(lackRuns, asAccepted().stream(), inconclusive().stream())
                .flatMap(sentences -> sentences)
                .toList();
    }

    private Optional<String> asAccepted() {
        int tasks = passedOver(VerdictKind.OK).size();
        return tasks == 0
                ? Optional.empty()
                : Optional.of(
                        tasks == 1
                                ? "1 task is as accepted and stays as it is; -Dtokenbudget.all accepts it too."
                                : Figures.count(tasks) + " tasks are as accepted and stay as they are;"
                                        + " -Dtokenbudget.all accepts them too.");
    }

    private Optional<String> inconclusive() {
        List<TaskId> tasks = passedOver(VerdictKind.INCONCLUSIVE);
        return tasks.isEmpty()
                ? Optional.empty()
                : Optional.of("INCONCLUSIVE, so the baseline stays as it is: "
                        + Names.of(tasks.stream().map(TaskId::shortName).toList(), MOST_NAMED)
                        + ". Noise may explain the movement. Where nothing changed, add the runs: "
                        + AcceptCommand.adding(tasks) + "; where something did, name them: -Dtokenbudget.task");
    }

    private List<TaskId> passedOver(VerdictKind kind) {
        return complete().stream()
                .filter(task -> !isTaken(task) && task.verdict().kind() == kind)
                .map(task -> task.comparison().task())
                .toList();
    }

    /** Live runs take the place of an estimate, whatever they say. */
    private boolean isTaken(JudgedTask task) {
        return scope == MeasuredUpdate.Scope.ALL
                || !STAY.contains(task.verdict().kind())
                || task.comparison().checkedEstimate().isPresent();
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
