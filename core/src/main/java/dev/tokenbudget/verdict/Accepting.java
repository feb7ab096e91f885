package dev.tokenbudget.verdict;

import dev.tokenbudget.baseline.Baseline;
import dev.tokenbudget.baseline.TaskBaseline;
import dev.tokenbudget.run.BuildId;
import dev.tokenbudget.run.TaskGlob;
import dev.tokenbudget.run.TaskId;
import dev.tokenbudget.run.TaskRuns;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns the runs of a build into the new baseline.
 *
 * @param tasks which tasks are meant
 * @param reason why the new numbers are right; kept in the baseline
 * @param manner what becomes of the runs that were accepted before
 */
public record Accepting(TaskGlob tasks, String reason, Manner manner) {

    /** What becomes of the runs that were accepted before. */
    public enum Manner {
        /** The new runs stand in their place. */
        REPLACE,
        /** The new runs stand beside them, as a further session. */
        ADD
    }

    private static final String OTHER_TASKS =
            " Nothing was accepted; choose other tasks with -Dtokenbudget.task=<name>,"
                    + " where * and ? stand for any text.";

    public Accepting {
        if (reason.isBlank() || reason.equals(Cure.PLACEHOLDER)) {
            throw new IllegalArgumentException("Accepting needs a reason, which is kept in the baseline for those who"
                    + " review it: add -Dtokenbudget.reason=\"new retrieval step\".");
        }
    }

    /** Create an acceptance whose runs stand in the place of those before. */
    public Accepting(TaskGlob tasks, String reason) {
        this(tasks, reason, Manner.REPLACE);
    }

    /**
     * Return {@code before} with the chosen tasks of {@code comparison} accepted. A chosen task that did not run is
     * dropped, unless the build ran only some of its tests, or its runs are added. What a build added already is not added
     * again.
     *
     * @throws AcceptanceRefusedException if nothing can be accepted; the message names the task and the cure
     */
    public Baseline accept(Comparison comparison, Baseline before) {
        refuse(comparison);
        Baseline after = before;
        for (JudgedTask judged : chosen(comparison)) {
            after = accept(judged.comparison(), comparison.build(), after);
        }
        return after;
    }

    private Baseline accept(TaskComparison task, BuildId build, Baseline before) {
        TaskId id = task.task();
        if (manner == Manner.ADD && task.before().isPresent()) {
            return Addition.of(task, task.before().get(), build, reason)
                    .map(grown -> before.with(id, grown))
                    .orElse(before);
        }
        return task.after()
                .map(runs -> before.with(id, TaskBaseline.accept(runs, build, reason, task.before())))
                .orElseGet(() -> before.without(id));
    }

    /** Return which chosen tasks hold the runs of this build already, so that they are not added again, a sentence each. */
    public List<String> addedBefore(Comparison comparison) {
        return manner == Manner.REPLACE
                ? List.of()
                : chosen(comparison).stream()
                        .map(JudgedTask::comparison)
                        .filter(task -> Addition.isMade(task, comparison.build()))
                        .map(task -> task.task().shortName() + ": the runs of build "
                                + comparison.build().id() + " are in its baseline already, and count once.")
                        .toList();
    }

    /**
     * Return why {@code comparison} holds nothing that could be accepted, as sentences; nothing where there is something.
     */
    public Optional<String> nothingToAccept(Comparison comparison) {
        if (comparison.tasks().stream()
                .allMatch(task -> task.comparison().after().isEmpty())) {
            return Optional.of("There are no runs to accept. Run mvn verify first.");
        }
        if (chosen(comparison).isEmpty()) {
            return Optional.of("No task matches '" + tasks.pattern() + "'. The tasks are "
                    + comparison.tasks().stream()
                            .map(task -> task.comparison().task().shortName())
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return Optional.empty();
    }

    private List<JudgedTask> chosen(Comparison comparison) {
        return comparison.tasks().stream()
                .filter(task -> tasks.matches(task.comparison().task()))
                .toList();
    }

    private void refuse(Comparison comparison) {
        nothingToAccept(comparison).ifPresent(reason -> {
            throw new AcceptanceRefusedException(reason);
        });
        if (!comparison.unattributed().isEmpty()) {
            throw new AcceptanceRefusedException(comparison.concerns().get(0).sentence() + " Nothing was accepted.");
        }
        for (JudgedTask task : chosen(comparison)) {
            boolean stopped =
                    task.comparison().after().filter(TaskRuns::wereStopped).isPresent();
            if (stopped || task.verdict().itself() instanceof Verdict.Unmeasurable) {
                throw new AcceptanceRefusedException(task.sentence() + OTHER_TASKS);
            }
            Optional<String> obstacle =
                    manner == Manner.ADD ? Addition.obstacle(task.comparison(), comparison.build()) : Optional.empty();
            if (obstacle.isPresent()) {
                throw new AcceptanceRefusedException(
                        task.comparison().task().shortName() + " " + obstacle.get() + OTHER_TASKS);
            }
        }
    }
}
