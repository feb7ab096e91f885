package dev.tokenbudget.internal.cost;

import dev.tokenbudget.internal.price.CostParts;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiConsumer;

/** What calls used by their labels, of some runs. */
final class LabelTallies {

    private final Map<Label, Tally> tallies = new HashMap<>();

    private record Label(String name, String value) {}

    static LabelTallies of(List<Run> runs, PriceList prices) {
        LabelTallies all = new LabelTallies();
        runs.forEach(run -> all.add(run, prices));
        return all;
    }

    static LabelTallies sum(Collection<LabelTallies> parts) {
        LabelTallies sum = new LabelTallies();
        parts.forEach(part -> part.tallies.forEach((label, tally) ->
                sum.tallies.computeIfAbsent(label, first -> new Tally()).add(tally)));
        return sum;
    }

    /**
     * Return what the values of every label cost, by the label's name, the most expensive value first.
     *
     * @param spent what all runs cost, where it is known
     */
    List<LabelCost> toCosts(Optional<BigDecimal> spent) {
        return tallies.entrySet().stream()
                .map(label -> label.getValue().toCost(label.getKey(), spent))
                .sorted(LabelCost.BY_NAME_AND_COST)
                .toList();
    }

    private void add(Run run, PriceList prices) {
        Set<Tally> ofRun = new HashSet<>();
        for (ModelCall call : run.billedCalls()) {
            if (call.labels().isEmpty() && run.labels().isEmpty()) {
                continue;
            }
            Optional<BigDecimal> usd = prices.cost(call).usd();
            BiConsumer<String, String> add = (name, value) -> {
                Tally tally = tallies.computeIfAbsent(new Label(name, value), label -> new Tally());
                tally.add(call, usd);
                ofRun.add(tally);
            };
            // not merged into one map: a map that is copied keeps a view of itself, and writing to each of very many
            // old
            // maps costs the garbage collector a tenth of a large check
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

        void add(Tally other) {
            runs += other.runs;
            tokens += other.tokens;
            usd = usd.flatMap(sum -> other.usd.map(sum::add));
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
