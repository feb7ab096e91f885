package dev.tokenbudget.internal.cost;

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

/** Adds up what the calls with each value of each label cost. */
final class LabelCosts {

    private static final Comparator<LabelCost> BY_NAME_AND_COST = Comparator.comparing(LabelCost::label)
            .thenComparing(cost -> cost.usd().orElse(BigDecimal.ZERO), Comparator.reverseOrder())
            .thenComparing(LabelCost::value);

    private LabelCosts() {}

    /**
     * Return what every label's values cost, by name, and the most expensive value first.
     *
     * @param spent what all runs cost, where it is known
     */
    static List<LabelCost> of(Collection<TaskRuns> tasks, PriceList prices, Optional<BigDecimal> spent) {
        Map<Label, Labelled> all = new HashMap<>();
        tasks.stream()
                .flatMap(task -> task.runs().stream())
                .map(LabelCosts::callsOf)
                .forEach(ofRun -> ofRun.forEach((label, calls) ->
                        all.computeIfAbsent(label, unknown -> new Labelled()).add(calls)));
        return all.entrySet().stream()
                .map(labelled -> labelled.getValue().toCost(labelled.getKey(), prices, spent))
                .sorted(BY_NAME_AND_COST)
                .toList();
    }

    private static Map<Label, List<ModelCall>> callsOf(Run run) {
        Map<Label, List<ModelCall>> calls = new HashMap<>();
        for (ModelCall call : run.billedCalls()) {
            Map<String, String> labels = new HashMap<>(run.labels());
            labels.putAll(call.labels());
            labels.forEach((name, value) -> calls.computeIfAbsent(new Label(name, value), label -> new ArrayList<>())
                    .add(call));
        }
        return calls;
    }

    private record Label(String name, String value) {}

    private static final class Labelled {
        private final List<ModelCall> calls = new ArrayList<>();
        private int runs;

        void add(List<ModelCall> ofRun) {
            runs++;
            calls.addAll(ofRun);
        }

        LabelCost toCost(Label label, PriceList prices, Optional<BigDecimal> spent) {
            long tokens = calls.stream()
                    .mapToLong(call -> call.usage().total().orElse(0))
                    .sum();
            Optional<BigDecimal> usd = prices.bill(calls).usd();
            OptionalDouble share = spent.filter(all -> all.signum() > 0).stream()
                    .flatMap(all -> usd.stream().map(part -> part.doubleValue() / all.doubleValue()))
                    .mapToDouble(Double::doubleValue)
                    .findFirst();
            return new LabelCost(label.name, label.value, runs, tokens, usd, share);
        }
    }
}
