package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.cost.TaskCost;
import dev.tokenbudget.internal.efficiency.AgentSpending;
import dev.tokenbudget.internal.efficiency.ContextUse;
import dev.tokenbudget.internal.efficiency.Efficiency;
import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.waste.Waste;
import dev.tokenbudget.internal.waste.WasteSearch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What follows from a task's numbers, computed once: there are many runs, and every report needs the same. */
final class TaskFigures {

    private static final double[] NONE = {};

    private final Optional<TaskBaseline> before;
    private final Optional<TaskRuns> after;
    private final Map<Metric, double[]> samples = new ConcurrentHashMap<>();
    private final Map<Metric, Optional<SampleSummary>> summaries = new ConcurrentHashMap<>();
    private final Map<PriceList, Optional<ContextUse>> contextUses = new ConcurrentHashMap<>();
    private final Map<PriceList, List<Waste>> waste = new ConcurrentHashMap<>();
    private final Map<Cause, double[]> tokensOfRuns = new ConcurrentHashMap<>();
    final Once<Optional<Composition>> composition;
    final Once<Optional<Explanation>> explanation;
    final Once<Optional<Efficiency>> efficiencyBefore;
    final Once<Optional<Efficiency>> efficiencyAfter;
    final Once<TaskCost> cost;
    final Once<List<String>> requestedModels;
    final Once<List<AgentSpending>> agents;

    TaskFigures(Optional<TaskBaseline> before, Optional<TaskRuns> after) {
        this.before = before;
        this.after = after;
        this.composition = new Once<>(() -> after.flatMap(Composition::of));
        this.explanation = new Once<>(() -> compositions(Explanation::of));
        this.efficiencyBefore = new Once<>(() -> before.map(Efficiency::of));
        this.efficiencyAfter =
                new Once<>(() -> after.map(runs -> Efficiency.of(runs, this::samples, composition.get())));
        this.cost = new Once<>(() -> TaskCost.of(before, after));
        this.requestedModels =
                new Once<>(() -> after.map(TaskRuns::requestedModels).orElse(List.of()));
        this.agents =
                new Once<>(() -> AgentSpending.split(before.flatMap(TaskBaseline::composition), composition.get()));
    }

    /** Return the measured samples, which are not to be changed; none where none is known. */
    double[] samples(Metric metric) {
        return samples.computeIfAbsent(
                metric, asked -> after.map(known -> known.samples(asked)).orElse(NONE));
    }

    Optional<SampleSummary> summary(Metric metric) {
        return summaries.computeIfAbsent(
                metric,
                asked -> Optional.of(samples(asked))
                        .filter(known -> known.length > 0)
                        .map(SampleSummary::of));
    }

    Optional<ContextUse> contextUse(PriceList prices) {
        return contextUses.computeIfAbsent(prices, list -> after.flatMap(runs -> ContextUse.of(runs, list)));
    }

    List<Waste> waste(PriceList prices) {
        return waste.computeIfAbsent(
                prices, list -> after.map(runs -> WasteSearch.in(runs, list)).orElse(List.of()));
    }

    /** Return what {@code compared} makes of what accepted and measured tokens were spent on, where both are known. */
    <T> Optional<T> compositions(BiFunction<Composition, Composition, T> compared) {
        return before.flatMap(TaskBaseline::composition)
                .flatMap(from -> composition.get().map(to -> compared.apply(from, to)));
    }

    /** Return the tokens of causes like {@code cause} that each sample shows, compared alone; none where there is no baseline of them. */
    double[] tokensOfRuns(Cause cause) {
        return tokensOfRuns.computeIfAbsent(
                cause,
                shown -> before.flatMap(TaskBaseline::composition)
                        .map(accepted -> after.stream()
                                .flatMap(runs -> runs.succeeded().stream())
                                .mapToDouble(run -> tokensOf(shown, accepted, run))
                                .toArray())
                        .orElse(NONE));
    }

    private static double tokensOf(Cause cause, Composition accepted, Run run) {
        return Composition.of(new TaskRuns(run.task(), List.of(run)))
                .map(alone -> Explanation.tokensOf(cause, accepted, alone).doubleValue())
                .orElse(0.0);
    }

    /** What follows from the same numbers is the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TaskFigures derived && before.equals(derived.before) && after.equals(derived.after);
    }

    @Override
    public int hashCode() {
        return Objects.hash(before, after);
    }

    /** A value that is computed when it is first needed. */
    static final class Once<T> {
        private final Supplier<T> work;
        private volatile Optional<T> value = Optional.empty();

        Once(Supplier<T> work) {
            this.work = work;
        }

        T get() {
            if (value.isEmpty()) {
                value = Optional.of(work.get());
            }
            return value.get();
        }
    }
}
