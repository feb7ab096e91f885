package dev.tokenbudget.internal.cost;

import dev.tokenbudget.internal.price.Meter;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Adds up what the calls with each value of each label cost. */
final class LabelTallies {

    private final PriceList prices;
    private final Map<String, Map<String, Tally>> byLabel = new HashMap<>();

    private LabelTallies(PriceList prices) {
        this.prices = prices;
    }

    /** Add up the calls of all tasks. */
    static LabelTallies of(Collection<TaskRuns> tasks, PriceList prices) {
        LabelTallies all = new LabelTallies(prices);
        tasks.parallelStream().map(task -> of(task, prices)).toList().forEach(all::addAll);
        return all;
    }

    /**
     * Return what every label's values cost, by name, and the dearest value first.
     *
     * @param spent what all runs cost, where it is known
     */
    List<LabelCost> costs(Optional<BigDecimal> spent) {
        Comparator<LabelCost> dearestFirst = Comparator.comparing(
                        (LabelCost cost) -> cost.usd().orElse(BigDecimal.ZERO))
                .reversed()
                .thenComparing(LabelCost::value);
        List<LabelCost> costs = new ArrayList<>();
        new TreeMap<>(byLabel)
                .forEach((label, values) -> values.entrySet().stream()
                        .map(value -> value.getValue().toCost(label, value.getKey(), spent))
                        .sorted(dearestFirst)
                        .forEach(costs::add));
        return costs;
    }

    private static LabelTallies of(TaskRuns task, PriceList prices) {
        LabelTallies tallies = new LabelTallies(prices);
        task.runs().forEach(tallies::add);
        return tallies;
    }

    private void add(Run run) {
        Map<Map<String, String>, Tally> byLabelsOfCall = new HashMap<>();
        for (ModelCall call : run.billedCalls()) {
            if (!run.labels().isEmpty() || !call.labels().isEmpty()) {
                byLabelsOfCall
                        .computeIfAbsent(call.labels(), labels -> new Tally(prices))
                        .add(call);
            }
        }
        byLabelsOfCall.forEach((ofCalls, tally) -> {
            Map<String, String> labels = new HashMap<>(run.labels());
            labels.putAll(ofCalls);
            labels.forEach((label, value) -> tally(label, value).addOf(run, tally));
        });
    }

    private void addAll(LabelTallies other) {
        other.byLabel.forEach((label, values) ->
                values.forEach((value, tally) -> tally(label, value).addAll(tally)));
    }

    private Tally tally(String label, String value) {
        return byLabel.computeIfAbsent(label, name -> new HashMap<>())
                .computeIfAbsent(value, name -> new Tally(prices));
    }

    private static final class Tally {
        private final Meter cost;
        private Optional<Run> latest = Optional.empty();
        private int runs;
        private long tokens;

        Tally(PriceList prices) {
            cost = new Meter(prices);
        }

        void add(ModelCall call) {
            tokens += call.usage().total().orElse(0);
            cost.add(call);
        }

        /** Add what calls of {@code run} cost, which counts once. */
        void addOf(Run run, Tally calls) {
            if (latest.isEmpty() || latest.get() != run) {
                latest = Optional.of(run);
                runs++;
            }
            addCost(calls);
        }

        /** Add what other runs cost. */
        void addAll(Tally others) {
            runs += others.runs;
            addCost(others);
        }

        private void addCost(Tally other) {
            tokens += other.tokens;
            cost.addAll(other.cost);
        }

        LabelCost toCost(String label, String value, Optional<BigDecimal> spent) {
            Optional<BigDecimal> usd = cost.bill().usd();
            OptionalDouble share = spent
                    .filter(all -> all.signum() > 0)
                    .flatMap(all -> usd.map(part -> part.doubleValue() / all.doubleValue()))
                    .stream()
                    .mapToDouble(part -> part)
                    .findFirst();
            return new LabelCost(label, value, runs, tokens, usd, share);
        }
    }
}
