package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.store.HistoryReader;
import dev.tokenbudget.internal.history.store.RunSummary;
import dev.tokenbudget.internal.statistics.SampleSummary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the runs of a task used, of a team and for a feature.
 *
 * @param team the team; empty where none was named
 * @param feature the feature; empty where none was named
 * @param task the task
 * @param runs how many runs began in the period
 * @param calls how many calls they made
 * @param tokens the tokens of the runs of which they are known; absent where of none
 * @param costUsd what the runs cost whose cost is known, in US dollars
 * @param unpricedRuns how many runs that leaves out
 */
record TaskSpending(
        String team,
        String feature,
        String task,
        long runs,
        long calls,
        Optional<SampleSummary> tokens,
        BigDecimal costUsd,
        long unpricedRuns) {

    /** Teams by name, and of each what is dearest first. */
    private static final Comparator<TaskSpending> ORDER = Comparator.comparing(TaskSpending::team)
            .thenComparing(TaskSpending::feature)
            .thenComparing(TaskSpending::costUsd, Comparator.reverseOrder())
            .thenComparing(TaskSpending::task);

    private record Key(String team, String feature, String task) {}

    static List<TaskSpending> of(Period period, HistoryReader history) {
        Map<Key, Tally> tallies = new TreeMap<>(
                Comparator.comparing(Key::team).thenComparing(Key::feature).thenComparing(Key::task));
        history.forEachRun(
                period,
                run -> tallies.computeIfAbsent(new Key(run.team(), run.feature(), run.task()), key -> new Tally())
                        .add(run));
        return tallies.entrySet().stream()
                .map(tally -> tally.getValue().of(tally.getKey()))
                .sorted(ORDER)
                .collect(Collectors.toUnmodifiableList());
    }

    private static final class Tally {
        private final List<Double> tokens = new ArrayList<>();
        private long runs;
        private long calls;
        private BigDecimal cost = BigDecimal.ZERO;
        private long unpriced;

        void add(RunSummary run) {
            runs++;
            calls += run.calls();
            run.tokens().ifPresent(known -> tokens.add((double) known));
            run.costUsd().ifPresentOrElse(known -> cost = cost.add(known), () -> unpriced++);
        }

        TaskSpending of(Key key) {
            return new TaskSpending(
                    key.team,
                    key.feature,
                    key.task,
                    runs,
                    calls,
                    tokens.isEmpty()
                            ? Optional.empty()
                            : Optional.of(SampleSummary.of(tokens.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray())),
                    cost,
                    unpriced);
        }
    }
}
