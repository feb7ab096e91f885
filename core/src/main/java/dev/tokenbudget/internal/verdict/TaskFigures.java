package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.cache.Cached;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.ModelSlopes;
import dev.tokenbudget.internal.cost.TaskCost;
import dev.tokenbudget.internal.cost.TaskSpending;
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
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.LogRatio;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.waste.Waste;
import dev.tokenbudget.internal.waste.WasteSearch;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * What follows from a task's numbers, computed once: there are many runs, and every report needs the same. What takes as much memory
 * as runs is kept as long as they are, and computed again where they were not.
 */
final class TaskFigures {

    private static final double[] NONE = {};

    private final Optional<TaskBaseline> before;
    private final Optional<TaskRuns> after;
    private final Cached<OfRuns> ofRuns;
    private final Map<Metric, Optional<SampleSummary>> summaries = new ConcurrentHashMap<>();
    private final Map<Metric, Optional<TierShares>> tiers = new ConcurrentHashMap<>();
    private final Map<PriceList, Optional<ContextUse>> contextUses = new ConcurrentHashMap<>();
    private final Map<PriceList, List<Waste>> waste = new ConcurrentHashMap<>();
    private final Map<PriceList, Optional<TaskSpending>> spending = new ConcurrentHashMap<>();
    final Cached<SortedSet<Metric>> metrics;
    final Cached<Optional<Explanation>> explanation;
    final Cached<Optional<FixedPromptChange>> fixedPromptChange;
    final Cached<Optional<LogRatio>> sizeOfFirstLook;
    final Cached<ModelSlopes> slopes;
    final Cached<Optional<Efficiency>> efficiencyBefore;
    final Cached<Optional<Efficiency>> efficiencyAfter;
    final Cached<TaskCost> cost;
    final Cached<List<String>> requestedModels;
    final Cached<List<AgentSpending>> agents;

    TaskFigures(Optional<TaskBaseline> before, Optional<TaskRuns> after) {
        this.before = before;
        this.after = after;
        this.ofRuns = after.map(runs -> runs.derived(() -> new OfRuns(before, after)))
                .orElseGet(() -> Cached.forever(() -> new OfRuns(before, after)));
        this.metrics = Cached.forever(this::allMetrics);
        this.explanation = Cached.forever(() -> compositions(Explanation::of));
        this.fixedPromptChange = Cached.forever(this::certainPromptChange);
        this.sizeOfFirstLook = Cached.forever(() -> after.flatMap(this::sizeOfFirstLook));
        this.slopes = Cached.forever(this::allSlopes);
        this.efficiencyBefore = Cached.forever(() -> before.map(Efficiency::of));
        this.efficiencyAfter =
                Cached.forever(() -> after.map(runs -> Efficiency.of(runs, this::samples, composition())));
        this.cost = Cached.forever(() -> TaskCost.of(before, after));
        this.requestedModels =
                Cached.forever(() -> after.map(TaskRuns::requestedModels).orElse(List.of()));
        this.agents =
                Cached.forever(() -> AgentSpending.split(before.flatMap(TaskBaseline::composition), composition()));
    }

    /** Compute now, while the runs are at hand, what every report asks for. */
    void compute(Metric metric, PriceList prices) {
        metrics.get().forEach(this::summary);
        tiers(metric);
        contextUse(prices);
        waste(prices);
        spending(prices);
        List.of(
                        explanation,
                        fixedPromptChange,
                        sizeOfFirstLook,
                        slopes,
                        efficiencyBefore,
                        efficiencyAfter,
                        cost,
                        requestedModels,
                        agents)
                .forEach(Cached::get);
    }

    /** Return the measured samples, which are not to be changed; none where none is known. */
    double[] samples(Metric metric) {
        return ofRuns.get().samples(metric);
    }

    Optional<SampleSummary> summary(Metric metric) {
        return summaries.computeIfAbsent(
                metric,
                asked -> Optional.of(samples(asked))
                        .filter(known -> known.length > 0)
                        .map(SampleSummary::of));
    }

    Optional<TierShares> tiers(Metric metric) {
        return tiers.computeIfAbsent(
                metric,
                asked -> before.flatMap(baseline -> baseline.metric(asked))
                        .flatMap(accepted -> TierShares.of(samples(asked), accepted.summary())));
    }

    Optional<ContextUse> contextUse(PriceList prices) {
        return contextUses.computeIfAbsent(prices, list -> after.flatMap(runs -> ContextUse.of(runs, list)));
    }

    List<Waste> waste(PriceList prices) {
        return waste.computeIfAbsent(
                prices, list -> after.map(runs -> WasteSearch.in(runs, list)).orElse(List.of()));
    }

    Optional<TaskSpending> spending(PriceList prices) {
        return spending.computeIfAbsent(prices, list -> after.map(runs -> TaskSpending.of(runs, list)));
    }

    /** Return the tokens of causes like {@code cause} that each sample shows, compared alone; none where there is no baseline of them. */
    double[] tokensOfRuns(Cause cause) {
        return ofRuns.get().tokensOfRuns(cause);
    }

    private Optional<Composition> composition() {
        return ofRuns.get().composition.get();
    }

    private SortedSet<Metric> allMetrics() {
        SortedSet<Metric> known = new TreeSet<>(Metric.standard());
        before.ifPresent(baseline -> known.addAll(baseline.metrics().keySet()));
        after.ifPresent(runs -> known.addAll(runs.ownMetrics()));
        return Collections.unmodifiableSortedSet(known);
    }

    private Optional<FixedPromptChange> certainPromptChange() {
        boolean estimated = before.flatMap(TaskBaseline::estimated).isPresent();
        return estimated
                ? Optional.empty()
                : compositions(FixedPromptChange::of).flatMap(change -> change);
    }

    private ModelSlopes allSlopes() {
        ModelSlopes accepted = before.flatMap(TaskBaseline::composition)
                .map(Composition::slopes)
                .orElse(ModelSlopes.TABLE);
        return accepted.or(composition().map(Composition::slopes).orElse(ModelSlopes.TABLE));
    }

    private Optional<LogRatio> sizeOfFirstLook(TaskRuns runs) {
        TaskComparison first = new TaskComparison(runs.task(), before, after, 0).firstLook();
        return first.before()
                .flatMap(baseline -> baseline.metric(Metric.TOTAL))
                .flatMap(accepted ->
                        Calls.of(first).flatMap(calls -> calls.size(accepted, first.samples(Metric.TOTAL))));
    }

    private <T> Optional<T> compositions(BiFunction<Composition, Composition, T> compared) {
        Optional<Composition> accepted = before.flatMap(TaskBaseline::composition);
        return accepted.flatMap(from -> composition().map(to -> compared.apply(from, to)));
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

    /** What has an entry for each run. */
    private static final class OfRuns {
        private final Optional<TaskBaseline> before;
        private final Optional<TaskRuns> after;
        private final Map<Metric, double[]> samples = new ConcurrentHashMap<>();
        private final Map<Cause, double[]> tokensOfRuns = new ConcurrentHashMap<>();
        final Cached<Optional<Composition>> composition;

        OfRuns(Optional<TaskBaseline> before, Optional<TaskRuns> after) {
            this.before = before;
            this.after = after;
            this.composition = Cached.forever(() -> after.flatMap(Composition::of));
        }

        double[] samples(Metric metric) {
            return samples.computeIfAbsent(
                    metric, asked -> after.map(known -> known.samples(asked)).orElse(NONE));
        }

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
    }
}
