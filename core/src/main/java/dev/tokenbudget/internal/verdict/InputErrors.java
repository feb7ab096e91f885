package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How far figures of replayed runs may be off because the input of some calls is estimated.
 *
 * @param samples the runs
 * @param prices what tokens cost, where that is asked for
 */
record InputErrors(List<Run> samples, Optional<PriceList> prices) {

    /** Return the error of each sample by metric; metrics that are certain in all of them are left out. */
    Map<Metric, List<Double>> byMetric() {
        Map<Metric, List<Double>> errors = new TreeMap<>();
        for (Metric metric : List.of(Metric.TOTAL, Metric.INPUT, Metric.CACHE_READ, Metric.CACHE_WRITE)) {
            put(errors, metric, InputErrors::ofInput);
        }
        put(errors, Metric.FIRST_INPUT, InputErrors::ofFirstInput);
        prices.ifPresent(list -> put(errors, Metric.COST_USD, run -> ofCost(run, list)));
        return errors;
    }

    static double ofInput(Run run) {
        return run.billedCalls().stream().mapToDouble(ModelCall::inputError).sum();
    }

    private void put(Map<Metric, List<Double>> errors, Metric metric, ToDoubleFunction<Run> error) {
        List<Run> known =
                samples.stream().filter(run -> metric.of(run).isPresent()).toList();
        if (known.stream().anyMatch(run -> error.applyAsDouble(run) > 0)) {
            errors.put(metric, known.stream().map(error::applyAsDouble).toList());
        }
    }

    private static double ofFirstInput(Run run) {
        return run.billedCalls().stream()
                .mapToDouble(ModelCall::inputError)
                .findFirst()
                .orElse(0);
    }

    /** Return what the run would cost more if every estimate were as much too low as it may be. */
    private static double ofCost(Run run, PriceList prices) {
        List<ModelCall> calls = run.calls().stream()
                .map(call -> call.toBuilder()
                        .usage(call.usage().withInput(call.usage().input().orElse(0) + call.inputError()))
                        .build())
                .toList();
        double more = Metric.COST_USD
                .of(run.toBuilder().calls(calls).build().priced(prices))
                .orElse(0);
        return more - Metric.COST_USD.of(run.priced(prices)).orElse(more);
    }
}
