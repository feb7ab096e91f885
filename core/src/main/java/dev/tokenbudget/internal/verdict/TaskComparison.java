package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.CheckedEstimate;
import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.composition.ModelSlopes;
import dev.tokenbudget.internal.cost.TaskCost;
import dev.tokenbudget.internal.cost.TaskSpending;
import dev.tokenbudget.internal.cost.TestPrice;
import dev.tokenbudget.internal.efficiency.AgentSpending;
import dev.tokenbudget.internal.efficiency.ContextUse;
import dev.tokenbudget.internal.efficiency.Efficiency;
import dev.tokenbudget.internal.efficiency.TierShares;
import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.explanation.FixedPromptChange;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.statistics.Drift;
import dev.tokenbudget.internal.statistics.LogRatio;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.waste.Waste;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;

/**
 * What is known of one task before it is judged: the accepted numbers beside the measured ones.
 *
 * @param before what was accepted; absent for a new task
 * @param after what was measured; absent for a task that did not run
 * @param lateCalls calls that ended after their run of this task was closed
 * @param skippedBecause why it was left out, by a condition or an assumption of its test, where JUnit says so
 * @param replay how the figures are known where all runs were answered from a recording: {@code before} is what was recorded
 *     then
 * @param derived what follows from {@code before} and {@code after}
 */
public record TaskComparison(
        TaskId task,
        Optional<TaskBaseline> before,
        Optional<TaskRuns> after,
        int lateCalls,
        Optional<String> skippedBecause,
        Optional<Replay> replay,
        TaskFigures derived) {

    /** Put accepted beside measured numbers. */
    public TaskComparison(TaskId task, Optional<TaskBaseline> before, Optional<TaskRuns> after, int lateCalls) {
        this(task, before, after, lateCalls, Optional.empty(), Optional.empty(), new TaskFigures(before, after));
    }

    /** Return a replayed task: recorded beside measured numbers. */
    static TaskComparison replayed(ReplayedTask replayed, TaskRuns after, Set<Metric> kept, int lateCalls) {
        Optional<TaskBaseline> before = replayed.before(kept);
        Optional<TaskRuns> runs = Optional.of(after);
        return new TaskComparison(
                after.task(),
                before,
                runs,
                lateCalls,
                Optional.empty(),
                Optional.of(replayed.replay()),
                new TaskFigures(before, runs));
    }

    /** Return this task as one that was left out {@code because} of something, where that is known. */
    TaskComparison skipped(Optional<String> because) {
        return new TaskComparison(task, before, after, lateCalls, because, replay, derived);
    }

    /** Return this task with the accepted and measured runs before first looks alone; all of them, where these are not known. */
    TaskComparison firstLook() {
        Optional<TaskBaseline> accepted = before.map(TaskBaseline::firstLook);
        Optional<TaskRuns> first = after.map(TaskRuns::firstLook);
        return first.equals(after) && accepted.equals(before)
                ? this
                : new TaskComparison(
                        task, accepted, first, lateCalls, skippedBecause, replay, new TaskFigures(accepted, first));
    }

    /** Return this task as one of {@code module}. */
    TaskComparison in(String module) {
        return new TaskComparison(task.in(module), before, after, lateCalls, skippedBecause, replay, derived);
    }

    /** Return what the measured runs cost with their judges; nothing where no judge was asked, or none was made. */
    public Optional<TestPrice> testPrice() {
        return after.filter(TaskRuns::areGraded)
                .map(runs -> TestPrice.of(runs.runs()))
                .filter(TestPrice::isGraded);
    }

    /** Compute now, while the runs are at hand, what every report asks for. */
    void compute(Metric metric, PriceList prices) {
        derived.compute(metric, prices);
    }

    /** Return how the tokens moved at an equal number of calls, of the runs before first looks; nothing where that is not known. */
    Optional<LogRatio> sizeOfFirstLook() {
        return derived.sizeOfFirstLook.get();
    }

    /** Return the accepted numbers of {@code metric}, where there are any. */
    public Optional<SampleSummary> before(Metric metric) {
        return before.flatMap(baseline -> baseline.metric(metric)).map(MetricBaseline::summary);
    }

    /** Return the metrics that may be known before or after: the standard ones, and those of the runs' own. */
    public SortedSet<Metric> metrics() {
        return derived.metrics.get();
    }

    /** Return the models that succeeded measured runs asked for, as {@code provider model}, sorted. */
    public List<String> requestedModels() {
        return derived.requestedModels.get();
    }

    /** Return {@code metric} of every successful measured run in which it is known, in run order. */
    public double[] samples(Metric metric) {
        return derived.samples(metric).clone();
    }

    /** Return the measured numbers of {@code metric}, where there are any. */
    public Optional<SampleSummary> after(Metric metric) {
        return derived.summary(metric);
    }

    /** Return the measured mean of {@code metric}; 0 where it is not known. */
    public double meanOf(Metric metric) {
        return after(metric).map(SampleSummary::mean).orElse(0.0);
    }

    /** Return how far the baseline is off that was estimated, as live runs tell; nothing where it was not, or they are none. */
    public Optional<CheckedEstimate> checkedEstimate() {
        return before.filter(
                        baseline -> replay.isEmpty() && baseline.estimated().isPresent())
                .flatMap(estimate -> movement(Metric.TOTAL)
                        .map(moved ->
                                new CheckedEstimate(estimate.builds().get(0).date(), moved.before(), moved.after())));
    }

    /** Return what runs that left their recording are known to have used, beside the recorded runs; nothing where none did. */
    public Optional<Movement> atLeast() {
        return replay.flatMap(Replay::atLeast);
    }

    /**
     * Return how far the mean of {@code metric} moved, as a fraction of the accepted mean: 0.3 for +30 %. From a mean of
     * 0, any growth is infinite.
     */
    public OptionalDouble drift(Metric metric) {
        return Drift.ofMeans(before(metric), after(metric));
    }

    /** Return from where to where the mean of {@code metric} moved, where it is known before and after. */
    Optional<Movement> movement(Metric metric) {
        return before(metric)
                .flatMap(accepted -> after(metric)
                        .map(measured -> replay.map(known ->
                                        known.movement(metric, Statistic.MEAN, accepted.mean(), measured.mean()))
                                .orElseGet(
                                        () -> new Movement(metric, Statistic.MEAN, accepted.mean(), measured.mean()))));
    }

    /** Return what the task costs before and after. */
    public TaskCost cost() {
        return derived.cost.get();
    }

    /** Return why the tokens moved; absent where it is not known what they were spent on. */
    Optional<Explanation> explanation() {
        return derived.explanation.get();
    }

    /**
     * Return how many tokens of the causes like {@code cause} each successful measured run shows, compared alone with the accepted
     * ones, in run order; nothing where it is not known what those were spent on.
     */
    public double[] tokensOfRuns(Cause cause) {
        return derived.tokensOfRuns(cause).clone();
    }

    /**
     * Return what the fixed part of the prompts alone would have changed; absent where no change of it is certain, as where the
     * accepted inputs are estimates.
     */
    Optional<FixedPromptChange> fixedPromptChange() {
        return derived.fixedPromptChange.get();
    }

    /** Return how well the accepted runs used their tokens. */
    public Optional<Efficiency> efficiencyBefore() {
        return derived.efficiencyBefore.get();
    }

    /** Return how well the measured runs used their tokens. */
    public Optional<Efficiency> efficiencyAfter() {
        return derived.efficiencyAfter.get();
    }

    /** Return what the measured runs spent, by the prices of {@code list}; nothing where none was made. */
    Optional<TaskSpending> spending(PriceList list) {
        return derived.spending(list);
    }

    /** Return how full the context windows of the models get, where {@code list} knows them. */
    public Optional<ContextUse> contextUse(PriceList list) {
        return derived.contextUse(list);
    }

    /** Return what the measured runs need not have spent, by the prices of {@code list}, the largest saving first. */
    public List<Waste> waste(PriceList list) {
        return derived.waste(list);
    }

    /** Return where the measured runs stand among the accepted ones by {@code metric}. */
    public Optional<TierShares> tiers(Metric metric) {
        return derived.tiers(metric);
    }

    /** Return what accepted and measured runs tell of how providers count text. */
    public ModelSlopes slopes() {
        return derived.slopes.get();
    }

    /** Return what each agent spends, the one that spends most first; nothing where no call names its agent. */
    public List<AgentSpending> agents() {
        return derived.agents.get();
    }

    /** Return the tolerance that the task's annotation names, where it does. */
    public Optional<Tolerance> annotatedTolerance() {
        return after.map(TaskRuns::terms).flatMap(Run.Terms::tolerance);
    }
}
