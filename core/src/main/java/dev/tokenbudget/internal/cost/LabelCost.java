package dev.tokenbudget.internal.cost;

import dev.tokenbudget.internal.price.CostParts;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiConsumer;

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
        Map<Label, Tally> tallies = new HashMap<>();
        tasks.forEach(task -> task.runs().forEach(run -> add(run, prices, tallies)));
        return tallies.entrySet().stream()
                .map(label -> label.getValue().toCost(label.getKey(), spent))
                .sorted(BY_NAME_AND_COST)
                .toList();
    }

    private static void add(Run run, PriceList prices, Map<Label, Tally> tallies) {
        Set<Tally> ofRun = new HashSet<>();
        for (ModelCall call : run.billedCalls()) {
            Optional<BigDecimal> usd = prices.cost(call).usd();
            BiConsumer<String, String> add = (name, value) -> {
                Tally tally = tallies.computeIfAbsent(new Label(name, value), label -> new Tally());
                tally.add(call, usd);
                ofRun.add(tally);
            };
            // not merged into one map: a map that is copied keeps a view of itself, and that each of very many old maps
            // is written
            // to costs the garbage collector a tenth of a large check
            call.labels().forEach(add);
            run.labels().forEach((name, value) -> {
                if (!call.labels().containsKey(name)) {
                    add.accept(name, value);
                }
            });
        }
        ofRun.forEach(Tally::endRun);
    }

    /** Adds up the calls with one label. */
    private static final class Tally {
        private int runs;
        private long tokens;
        private Optional<BigDecimal> usd = Optional.of(BigDecimal.ZERO);

        void add(ModelCall call, Optional<BigDecimal> cost) {
            tokens += call.usage().total().orElse(0);
            usd = usd.flatMap(sum -> cost.map(sum::add));
        }

        void endRun() {
            runs++;
        }

        LabelCost toCost(Label label, Optional<BigDecimal> spent) {
            OptionalDouble share = spent.filter(all -> all.signum() > 0).stream()
                    .flatMap(all -> usd.stream().map(part -> part.doubleValue() / all.doubleValue()))
                    .mapToDouble(Double::doubleValue)
                    .findFirst();
            return new LabelCost(label.name, label.value, runs, tokens, usd.map(CostParts::plain), share);
        }
    }
}
