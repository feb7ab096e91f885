package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.history.store.Dimension;
import dev.tokenbudget.internal.history.store.GroupedUsage;
import dev.tokenbudget.internal.history.store.HistoryReader;
import dev.tokenbudget.internal.statistics.Drift;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one of several spent in a period, and in the period of the same length before.
 *
 * @param name a feature, a task, an agent … ; empty for what has no name
 * @param now in the period
 * @param before in the period before
 */
record Spending(String name, UsageSum now, UsageSum before) {

    static final Comparator<Spending> DEAREST_FIRST = Comparator.comparing(
                    (Spending spending) -> spending.now.costUsd(), Comparator.reverseOrder())
            .thenComparing(spending -> spending.now.tokens(), Comparator.reverseOrder())
            .thenComparing(Spending::name);

    /** Return what each value of {@code dimension} spent, the dearest first; also of those that spent in the period before alone. */
    static List<Spending> by(Dimension dimension, Period period, HistoryReader history) {
        Map<String, UsageSum> now = sums(dimension, period, history);
        Map<String, UsageSum> before = sums(dimension, period.before(), history);
        return Stream.concat(now.keySet().stream(), before.keySet().stream())
                .distinct()
                .map(name -> new Spending(
                        name, now.getOrDefault(name, UsageSum.NONE), before.getOrDefault(name, UsageSum.NONE)))
                .sorted(DEAREST_FIRST)
                .toList();
    }

    private static Map<String, UsageSum> sums(Dimension dimension, Period period, HistoryReader history) {
        return history.usage(period, Set.of(dimension)).stream()
                .collect(Collectors.toMap(
                        group -> group.value(dimension), GroupedUsage::sum, UsageSum::plus, TreeMap::new));
    }

    /** Return what all of {@code parts} spent together. */
    static Spending together(List<Spending> parts) {
        return new Spending("", sum(parts, Spending::now), sum(parts, Spending::before));
    }

    private static UsageSum sum(List<Spending> parts, Function<Spending, UsageSum> side) {
        return parts.stream().map(side).reduce(UsageSum.NONE, UsageSum::plus);
    }

    /** Return by how many US dollars the cost moved. */
    double movedBy() {
        return now.costUsd().subtract(before.costUsd()).doubleValue();
    }

    /** Return how far the cost moved, 0.1 for a tenth more; nothing where it was 0 before. */
    OptionalDouble costDrift() {
        return drift(before.costUsd().doubleValue(), now.costUsd().doubleValue());
    }

    /** Return how far the number of calls moved; nothing where there was none before. */
    OptionalDouble callsDrift() {
        return drift(before.calls(), now.calls());
    }

    /** Return how far the cost of a call moved; nothing where it was 0 before. */
    OptionalDouble callCostDrift() {
        return drift(costOfCall(before), costOfCall(now));
    }

    /** Return US dollars a call; 0 where there was none. */
    double costOfCall() {
        return costOfCall(now);
    }

    private static double costOfCall(UsageSum sum) {
        return sum.calls() == 0 ? 0 : sum.costUsd().doubleValue() / sum.calls();
    }

    private static OptionalDouble drift(double before, double now) {
        return before == 0 ? OptionalDouble.empty() : OptionalDouble.of(Drift.of(before, now));
    }
}
