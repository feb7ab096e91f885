package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.IncompleteSession;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns the runs of a build into the new baseline.
 *
 * @param tasks which tasks are meant
 * @param reason why the new numbers are right; kept in the baseline
 * @param manner what becomes of the runs that were accepted before
 * @param ofIncomplete what is taken of a build of which not all runs are known
 */
public record Accepting(TaskGlob tasks, String reason, Manner manner, OfIncomplete ofIncomplete) implements Change {

    /** What becomes of the runs that were accepted before. */
    public enum Manner {
        /** The new runs stand in their place. */
        REPLACE,
        /** The new runs stand beside them, as a further session. */
        ADD
    }

    /** What is taken of a build with a test JVM that was killed. */
    public enum OfIncomplete {
        /** Nothing. */
        NOTHING,
        /** The tasks of which all planned runs are there; the others stay as they are. */
        WHOLE_TASKS
    }

    private static final String OTHER_TASKS =
            " Nothing was accepted; choose other tasks with -Dtokenbudget.task=<name>,"
                    + " where * and ? stand for any text.";

    private static final String TAKE_WHOLE_TASKS =
            " Nothing was accepted. Measure again: mvn verify. Or take the tasks of which all planned runs are there, and leave"
                    + " the others as they are: -Dtokenbudget.acceptIncomplete=true.";

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

    /** Create an acceptance that takes nothing of an incomplete build. */
    public Accepting(TaskGlob tasks, String reason, Manner manner) {
        this(tasks, reason, manner, OfIncomplete.NOTHING);
    }

    /**
     * Return {@code before} with the chosen tasks of {@code comparison} accepted. A task that did not run stays as it is, and
     * what a build added already is not added again.
     *
     * @throws AcceptanceRefusedException if nothing can be accepted; the message names the task and the cure
     */
    @Override
    public Baseline accept(Comparison comparison, Baseline before) {
        refuse(comparison, before);
        Baseline after = before;
        for (JudgedTask judged : taken(comparison)) {
            after = accept(judged.comparison(), comparison, after);
        }
        return after;
    }

    private Baseline accept(TaskComparison task, Comparison comparison, Baseline before) {
        TaskId id = task.task();
        BuildId build = comparison.build();
        Set<Metric> kept = comparison.policy().baselineMetrics(id);
        if (manner == Manner.ADD && task.before().isPresent()) {
            return Addition.of(task, task.before().get(), build, reason, kept)
                    .map(grown -> before.with(id, grown))
                    .orElse(before);
        }
        return task.after()
                .map(runs -> before.with(id, TaskBaseline.accept(runs, build, reason, task.before(), kept)))
                .orElse(before);
    }

    @Override
    public Set<TaskId> replaced(Comparison comparison, Baseline before) {
        return taken(comparison).stream().map(task -> task.comparison().task()).collect(Collectors.toSet());
    }

    @Override
    public List<String> remarks(Comparison comparison) {
        return Stream.concat(addedBefore(comparison).stream(), leftAlone(comparison).stream())
                .toList();
    }

    /** Return which chosen tasks keep their baseline and why, a sentence each. */
    private List<String> leftAlone(Comparison comparison) {
        return chosen(comparison).stream()
                .map(JudgedTask::comparison)
                .filter(task -> task.before().isPresent())
                .flatMap(task -> leftAlone(task, comparison).stream())
                .toList();
    }

    private static Optional<String> leftAlone(TaskComparison task, Comparison comparison) {
        String name = task.task().shortName();
        if (task.after().isEmpty()) {
            return Optional.of(name + " did not run: its baseline stays. " + Cure.removal(name));
        }
        return isWhole(task.task(), comparison)
                ? Optional.empty()
                : Optional.of(name + ": not all of its runs are there, so its baseline stays.");
    }

    /** Return which chosen tasks hold the runs of this build already, so that they are not added again, a sentence each. */
    public List<String> addedBefore(Comparison comparison) {
        return manner == Manner.REPLACE
                ? List.of()
                : taken(comparison).stream()
                        .map(JudgedTask::comparison)
                        .filter(task -> Addition.isMade(task, comparison.build()))
                        .map(task -> task.task().shortName() + ": the runs of build "
                                + comparison.build().id() + " are in its baseline already, and count once.")
                        .toList();
    }

    @Override
    public Optional<String> nothingToAccept(Comparison comparison, Baseline before) {
        if (comparison.tasks().stream().noneMatch(Accepting::hasRuns)) {
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

    /** Return the chosen tasks that have runs, all of which are there. */
    private List<JudgedTask> taken(Comparison comparison) {
        return chosen(comparison).stream()
                .filter(Accepting::hasRuns)
                .filter(task -> isWhole(task.comparison().task(), comparison))
                .toList();
    }

    private static boolean hasRuns(JudgedTask task) {
        return task.comparison().after().isPresent() && task.verdict().kind() != VerdictKind.SKIPPED;
    }

    /** A missing price can be given later, and the same tokens then have a cost; missing tokens cannot. */
    private static boolean lacksTokens(Verdict verdict) {
        return verdict.kind() == VerdictKind.UNMEASURABLE && !verdict.metrics().contains(Metric.COST_USD);
    }

    private static boolean isWhole(TaskId task, Comparison comparison) {
        return comparison.incomplete().stream().noneMatch(session -> session.mayLack(task));
    }

    private void refuse(Comparison comparison, Baseline before) {
        nothingToAccept(comparison, before).ifPresent(reason -> {
            throw new AcceptanceRefusedException(reason);
        });
        if (!comparison.unattributed().isEmpty()) {
            throw new AcceptanceRefusedException(comparison.concerns().get(0).sentence() + " Nothing was accepted.");
        }
        refuseIncomplete(comparison);
        for (JudgedTask task : taken(comparison)) {
            boolean stopped =
                    task.comparison().after().filter(TaskRuns::wereStopped).isPresent();
            if (stopped || lacksTokens(task.verdict())) {
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

    private void refuseIncomplete(Comparison comparison) {
        if (comparison.incomplete().isEmpty()) {
            return;
        }
        String lacking = comparison.incomplete().stream()
                .map(IncompleteSession::sentence)
                .collect(Collectors.joining(" "));
        if (ofIncomplete == OfIncomplete.NOTHING) {
            throw new AcceptanceRefusedException(lacking + TAKE_WHOLE_TASKS);
        }
        if (taken(comparison).isEmpty()) {
            throw new AcceptanceRefusedException(lacking
                    + " Of no chosen task all runs are there, so nothing was accepted. Measure again: mvn verify.");
        }
    }
}
