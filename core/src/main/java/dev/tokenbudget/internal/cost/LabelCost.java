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

/**
 * What the calls with one value of a label cost. A call has its run's labels and its own, which override the run's.
 *
 * @param label the label's name, such as {@code feature}
 * @param value its value, such as {@code review}
 * @param runs runs with such a call
 * @param tokens input and output tokens, as far as they are known
 * @param usd US dollars, exact; absent where the cost of any call is unknown
 * @param share of what all runs cost, 0 to 1; absent where one of the two is unknown
 */
public record LabelCost(
        String label, String value, int runs, long tokens, Optional<BigDecimal> usd, OptionalDouble share) {

    private static final Comparator<LabelCost> BY_NAME_AND_COST = Comparator.comparing(LabelCost::label)
            .thenComparing(cost -> cost.usd().orElse(BigDecimal.ZERO), Comparator.reverseOrder())
            .thenComparing(LabelCost::value);

    private record Label(String name, String value) {}

    /**
     * Return what the values of every label cost, by the label's name, the most expensive value first.
     *
     * @param spent what all runs cost, where it is known
     */
    static List<LabelCost> of(Collection<TaskRuns> tasks, PriceList prices, Optional<BigDecimal> spent) {
        Map<Label, List<List<ModelCall>>> byRun = new HashMap<>();
        tasks.stream()
                .flatMap(task -> task.runs().stream())
                .forEach(run -> callsOf(run)
                        .forEach((label, calls) -> byRun.computeIfAbsent(label, unknown -> new ArrayList<>())
                                .add(calls)));
        return byRun.entrySet().stream()
                .map(labelled -> of(labelled.getKey(), labelled.getValue(), prices, spent))
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

    private static LabelCost of(
            Label label, List<List<ModelCall>> byRun, PriceList prices, Optional<BigDecimal> spent) {
        List<ModelCall> calls = byRun.stream().flatMap(List::stream).toList();
        long tokens =
                calls.stream().mapToLong(call -> call.usage().total().orElse(0)).sum();
        Optional<BigDecimal> usd = prices.bill(calls).usd();
        OptionalDouble share = spent.filter(all -> all.signum() > 0).stream()
                .flatMap(all -> usd.stream().map(part -> part.doubleValue() / all.doubleValue()))
                .mapToDouble(Double::doubleValue)
                .findFirst();
        return new LabelCost(label.name, label.value, byRun.size(), tokens, usd, share);
    }
}
