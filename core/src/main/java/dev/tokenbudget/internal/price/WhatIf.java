package dev.tokenbudget.internal.price;

import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the same calls would have cost on other models.
 *
 * <p>The tokens stay as they were measured, though another model would count and write its own: the figures compare price
 * lists, not agents. Embeddings and rankings stay on their own models.
 *
 * @param actual what the calls did cost
 * @param rows the other models, the cheapest first; those with an unknown cost last
 */
public record WhatIf(Bill actual, List<Row> rows) {

    /**
     * All calls on one other model.
     *
     * @param model the model
     * @param bill what the calls would have cost
     */
    public record Row(ListedModel model, Bill bill) {

        private static final Comparator<Row> CHEAPEST_FIRST = Comparator.<Row, BigDecimal>comparing(
                        row -> row.bill().usd().orElse(null), Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(row -> row.model().name());
    }

    public WhatIf {
        rows = rows.stream().sorted(Row.CHEAPEST_FIRST).toList();
    }

    /**
     * Return what {@code calls} would have cost on each of {@code models}.
     *
     * @param prices the price list
     * @param calls the calls
     * @param models the other models, such as some of {@link PriceList#models(String)}
     */
    public static WhatIf of(PriceList prices, Collection<ModelCall> calls, Collection<ListedModel> models) {
        List<Row> rows = models.stream()
                .map(model -> new Row(model, billOn(model, prices, calls)))
                .toList();
        return new WhatIf(prices.bill(calls), rows);
    }

    /**
     * Return what {@code calls} would have cost on the models that their own upstreams sell: those with a known cost, which
     * are not deprecated, and whose context window is not known to be too small.
     */
    public static WhatIf onSameUpstreams(PriceList prices, Collection<ModelCall> calls) {
        long largestPrompt = calls.stream()
                .mapToLong(call -> call.usage().input().orElse(0))
                .max()
                .orElse(0);
        List<ListedModel> models = calls.stream()
                .filter(WhatIf::isInference)
                .map(ModelCall::provider)
                .distinct()
                .flatMap(upstream -> prices.models(upstream).stream())
                .filter(model -> !model.deprecated())
                .filter(model -> model.contextWindow().orElse(Long.MAX_VALUE) >= largestPrompt)
                .distinct()
                .toList();
        WhatIf all = of(prices, calls, models);
        return new WhatIf(
                all.actual,
                all.rows.stream().filter(row -> row.bill().usd().isPresent()).toList());
    }

    /** Return a row's cost as a multiple of the actual cost, 1 being the same; empty where either is unknown or actual is 0. */
    public Optional<Double> multiple(Row row) {
        return actual.usd()
                .filter(usd -> usd.signum() > 0)
                .flatMap(usd -> row.bill().usd().map(other -> other.doubleValue() / usd.doubleValue()));
    }

    private static Bill billOn(ListedModel model, PriceList prices, Collection<ModelCall> calls) {
        return Bill.of(calls.stream()
                .map(call -> isInference(call) ? prices.costOn(model, call) : prices.cost(call))
                .toList());
    }

    private static boolean isInference(ModelCall call) {
        return call.kind() == CallKind.INFERENCE;
    }
}
