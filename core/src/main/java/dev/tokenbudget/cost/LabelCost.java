package dev.tokenbudget.cost;

import dev.tokenbudget.price.Meter;
import dev.tokenbudget.price.PriceList;
import dev.tokenbudget.run.Run;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What the calls with one value of a label cost; a call has its run's labels and its own, which goes before the run's.
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

    /** Return what every label's values cost, by name, and the dearest value first. */
    static List<LabelCost> of(Collection<Run> runs, Optional<BigDecimal> spent, PriceList prices) {
        Map<String, Map<String, Tally>> tallies = new TreeMap<>();
        for (Run run : runs) {
            for (ModelCall call : run.billedCalls()) {
                run.labels().forEach((label, value) -> {
                    if (!call.labels().containsKey(label)) {
                        tally(tallies, label, value, prices).add(run, call);
                    }
                });
                call.labels()
                        .forEach((label, value) ->
                                tally(tallies, label, value, prices).add(run, call));
            }
        }
        List<LabelCost> costs = new ArrayList<>();
        tallies.forEach((label, values) -> values.entrySet().stream()
                .map(entry -> entry.getValue().toCost(label, entry.getKey(), spent))
                .sorted((one, other) ->
                        other.usd().orElse(BigDecimal.ZERO).compareTo(one.usd().orElse(BigDecimal.ZERO)))
                .forEach(costs::add));
        return costs;
    }

    private static Tally tally(Map<String, Map<String, Tally>> tallies, String label, String value, PriceList prices) {
        return tallies.computeIfAbsent(label, name -> new TreeMap<>())
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

        void add(Run run, ModelCall call) {
            if (latest.filter(known -> known == run).isEmpty()) {
                latest = Optional.of(run);
                runs++;
            }
            tokens += call.usage().total().orElse(0);
            cost.add(call);
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
