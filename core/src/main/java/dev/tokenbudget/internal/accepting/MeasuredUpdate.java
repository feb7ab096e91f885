package dev.tokenbudget.internal.accepting;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.CheckedEstimate;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.RecordingOrigin;
import dev.tokenbudget.internal.verdict.Remedy;
import dev.tokenbudget.internal.verdict.Replay;
import dev.tokenbudget.internal.verdict.TaskComparison;
import dev.tokenbudget.internal.verdict.Verdict;
import dev.tokenbudget.internal.verdict.VerdictKind;
import dev.tokenbudget.internal.waste.WasteKey;
import dev.tokenbudget.internal.waste.WasteSearch;
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
 * @param earlier what becomes of the runs that were accepted before
 * @param incomplete what is taken of a build of which not all runs are known
 * @param scope which of the tasks that are meant are taken
 */
public record MeasuredUpdate(
        TaskGlob tasks, String reason, EarlierRuns earlier, IncompleteBuild incomplete, Scope scope)
        implements BaselineUpdate {

    /** Which of the tasks that are meant are taken. */
    public enum Scope {
        /** Those that are new or moved: what a baseline knows of the others is worth more than one build's runs. */
        WHERE_VERDICTS_ASK,
        /** All, whatever their verdicts are. */
        ALL
    }

    /** What becomes of the runs that were accepted before. */
    public enum EarlierRuns {
        /** They go, and the new runs stand in their place. */
        REPLACE,
        /** They stay, and the new runs stand beside them as those of one more build. */
        KEEP
    }

    /** What is taken of a build with a test JVM that was killed. */
    public enum IncompleteBuild {
        /** Nothing: it is refused. */
        REFUSE,
        /** The tasks of which all planned runs are there; the others stay as they are. */
        ACCEPT_COMPLETE_TASKS
    }

    private static final String OTHER_TASKS =
            " Nothing was accepted; choose other tasks with -Dtokenbudget.task=<name>,"
                    + " where * and ? stand for any text.";

    private static final String ESTIMATED =
            "accepted from a replay, so its figures are estimates. The next live runs that are accepted take their place.";
    private static final String TAKE_WHOLE_TASKS =
            " Nothing was accepted. Measure again: mvn verify. Or take the tasks of which all planned runs are there, and leave"
                    + " the others as they are: -Dtokenbudget.acceptIncomplete=true.";

    public MeasuredUpdate {
        if (reason.isBlank() || reason.equals(Remedy.PLACEHOLDER)) {
            throw new IllegalArgumentException("Accepting needs a reason, which is kept in the baseline for those who"
                    + " review it: add -Dtokenbudget.reason=\"new retrieval step\".");
        }
    }

    /** Create an acceptance of all that is meant, whose runs replace those before, of a complete build. */
    public MeasuredUpdate(TaskGlob tasks, String reason) {
        this(tasks, reason, EarlierRuns.REPLACE, IncompleteBuild.REFUSE, Scope.ALL);
    }

    /**
     * Return {@code before} with the chosen tasks of {@code comparison} accepted. A task that did not run stays as it is, and
     * what a build added already is not added again.
     *
     * @throws UpdateRefusedException if nothing can be accepted; the message names the task and the remedy
     */
    @Override
    public Baseline apply(Comparison comparison, Baseline before) {
        refuse(comparison);
        Baseline after = before;
        for (JudgedTask judged : selected(comparison).taken()) {
            after = wasting(judged.comparison(), comparison, accept(judged, comparison, after));
        }
        return after;
    }

    /** Return {@code accepted} with all that the measured runs of a task waste as known, worth a word or not. */
    private Baseline wasting(TaskComparison task, Comparison comparison, Baseline accepted) {
        Set<WasteKey> wasted = task.after()
                .map(runs -> WasteSearch.nearlyIn(runs, comparison.prices()))
                .orElse(Set.of());
        return accepted.of(task.task())
                .filter(baseline -> task.after().isPresent())
                .map(baseline -> accepted.with(task.task(), baseline.wasting(known(baseline, wasted))))
                .orElse(accepted);
    }

    /** Return what the runs of {@code baseline} waste: those of this build, and those of earlier builds that stay. */
    private Optional<List<WasteKey>> known(TaskBaseline baseline, Set<WasteKey> wasted) {
        return earlier == EarlierRuns.REPLACE
                ? Optional.of(List.copyOf(wasted))
                : Optional.of(Stream.concat(baseline.waste().stream().flatMap(List::stream), wasted.stream())
                        .toList());
    }

    private Baseline accept(JudgedTask judged, Comparison comparison, Baseline before) {
        TaskComparison task = judged.comparison();
        Tolerance tolerance = judged.toleranceOf(Metric.TOTAL);
        TaskId id = task.task();
        BuildId build = comparison.build();
        Set<Metric> kept = comparison.policy().baselineMetrics(id);
        Optional<TaskBaseline> accepted = before.of(id);
        boolean isEstimate = accepted.flatMap(TaskBaseline::estimated).isPresent();
        if (earlier == EarlierRuns.KEEP && accepted.isPresent() && !isEstimate) {
            return new AppendedBuild(task, build)
                    .appendedTo(accepted.get(), reason, kept)
                    .map(grown -> before.with(id, grown))
                    .orElse(before);
        }
        return task.after()
                .map(runs -> TaskBaseline.accept(runs, build, reason, accepted, kept))
                .map(measured -> accepted.map(former -> measured.replacing(former, tolerance))
                        .orElse(measured))
                .map(measured -> recording(task)
                        .map(measured::estimatedBy)
                        .orElseGet(() -> isEstimate ? measured.checking(accepted.get()) : measured))
                .map(measured -> before.with(id, measured))
                .orElse(before);
    }

    /** Return the recording that the runs of {@code task} replayed; nothing where they are live. */
    private static Optional<String> recording(TaskComparison task) {
        return task.replay().flatMap(Replay::origin).map(RecordingOrigin::fingerprint);
    }

    @Override
    public Set<TaskId> replaced(Comparison comparison, Baseline before) {
        return selected(comparison).taken().stream()
                .map(task -> task.comparison().task())
                .collect(Collectors.toSet());
    }

    @Override
    public List<String> remarks(Comparison comparison) {
        return Stream.of(
                        addedBefore(comparison),
                        estimates(comparison),
                        addedThoughDrifted(comparison),
                        outliers(comparison),
                        unmoved(comparison),
                        selected(comparison).keptAsTheyAre())
                .flatMap(List::stream)
                .toList();
    }

    /** Return which chosen tasks are accepted as estimates, and how far off are those that live runs replace. */
    private List<String> estimates(Comparison comparison) {
        return selected(comparison).taken().stream()
                .map(JudgedTask::comparison)
                .flatMap(task -> (recording(task).isPresent()
                                ? Optional.of(ESTIMATED)
                                : task.checkedEstimate()
                                        .map(CheckedEstimate::inWords)
                                        .map(off -> off + "."))
                        .map(told -> task.task().shortName() + ": " + told).stream())
                .toList();
    }

    /** Return which chosen tasks hold the runs of this build already, so that they are not added again, a sentence each. */
    public List<String> addedBefore(Comparison comparison) {
        return earlier == EarlierRuns.REPLACE
                ? List.of()
                : selected(comparison).taken().stream()
                        .map(JudgedTask::comparison)
                        .filter(task -> new AppendedBuild(task, comparison.build()).isInBaseline())
                        .map(task -> task.task().shortName() + ": the runs of build "
                                + comparison.build().id() + " are in its baseline already, and count once.")
                        .toList();
    }

    private List<String> unmoved(Comparison comparison) {
        return earlier == EarlierRuns.REPLACE
                ? UnmovedTasks.told(selected(comparison).taken()).stream().toList()
                : List.of();
    }

    private List<String> outliers(Comparison comparison) {
        return selected(comparison).taken().stream()
                .flatMap(task -> task.comparison().after().stream())
                .flatMap(runs -> OutlyingRuns.in(runs).stream())
                .toList();
    }

    /** Return which baselines hold two kinds of runs from now on, a sentence each. */
    private List<String> addedThoughDrifted(Comparison comparison) {
        return earlier == EarlierRuns.REPLACE
                ? List.of()
                : selected(comparison).taken().stream()
                        .filter(task -> task.verdict().kind() == VerdictKind.DRIFTED)
                        .map(task -> task.comparison().task().shortName()
                                + ": the added runs drifted from those that its baseline holds, so that it lies between"
                                + " them now. Accept without -Dtokenbudget.add to begin a new one.")
                        .toList();
    }

    @Override
    public Optional<String> whyNothingToDo(Comparison comparison, Baseline before) {
        return selected(comparison).whyNone();
    }

    private SelectedTasks selected(Comparison comparison) {
        return new SelectedTasks(tasks, scope, comparison);
    }

    private void refuse(Comparison comparison) {
        SelectedTasks selected = selected(comparison);
        selected.whyNone().ifPresent(reason -> {
            throw new UpdateRefusedException(reason);
        });
        if (!comparison.unattributed().isEmpty()) {
            throw new UpdateRefusedException(comparison.problems().get(0).sentence() + " Nothing was accepted.");
        }
        if (!comparison.incomplete().isEmpty()) {
            refuseIncomplete(selected);
        }
        for (JudgedTask task : selected.taken()) {
            obstacle(task, comparison.build()).ifPresent(obstacle -> {
                throw new UpdateRefusedException(obstacle + OTHER_TASKS);
            });
        }
    }

    private void refuseIncomplete(SelectedTasks selected) {
        if (incomplete == IncompleteBuild.REFUSE) {
            throw new UpdateRefusedException(selected.lacking() + TAKE_WHOLE_TASKS);
        }
        if (selected.complete().isEmpty()) {
            throw new UpdateRefusedException(selected.lacking()
                    + " Of no chosen task all runs are there, so nothing was accepted. Measure again: mvn verify.");
        }
    }

    /** Return why {@code task} cannot be accepted, as a sentence; nothing where it can. */
    private Optional<String> obstacle(JudgedTask task, BuildId build) {
        boolean stopped =
                task.comparison().after().filter(TaskRuns::wereStopped).isPresent();
        if (stopped || lacksTokens(task.verdict()) || needsLive(task.comparison())) {
            return Optional.of(task.sentence());
        }
        return earlier == EarlierRuns.REPLACE
                ? Optional.empty()
                : new AppendedBuild(task.comparison(), build)
                        .obstacle()
                        .map(obstacle -> task.comparison().task().shortName() + " " + obstacle);
    }

    /** What only a live run knows must not become a baseline, be it green or red. */
    private static boolean needsLive(TaskComparison task) {
        return task.replay()
                .filter(replay -> replay.origin().isEmpty()
                        || task.before().isEmpty()
                        || !replay.departures().isEmpty())
                .isPresent();
    }

    /** A missing price can be given later, and what a test did not count is no part of its tokens; missing tokens stay so. */
    private static boolean lacksTokens(Verdict verdict) {
        return verdict.kind() == VerdictKind.UNMEASURABLE && verdict.metrics().isEmpty();
    }
}
