package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.cost.PriceChange;
import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.cost.TaskCost;
import dev.tokenbudget.internal.cost.TestPrice;
import dev.tokenbudget.internal.price.Cost;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The JSON form of what all tasks cost together, in US dollars; what is not known is absent. */
record JsonCost(
        @Nullable Double before,
        @Nullable Double after,
        @Nullable BigDecimal spent,
        @Nullable Long runsPerMonth,
        @Nullable Double perMonth,
        List<ListJson> priceLists,
        List<String> unpriced,
        List<String> assumed,
        List<PriceChange> priceChanges,
        List<LabelJson> labels,
        List<WhatIfJson> whatIf,
        @Nullable JsonTestPrice test) {

    private static final int CHEAPEST_MODELS = 20;

    static JsonCost of(SuiteCost cost) {
        return new JsonCost(
                orNull(cost.before()),
                orNull(cost.after()),
                cost.bill().usd().orElse(null),
                cost.runsPerMonth().isPresent() ? cost.runsPerMonth().getAsLong() : null,
                orNull(cost.perMonth()),
                cost.prices().sources().stream()
                        .map(source ->
                                new ListJson(source.source(), source.date().toString(), source.ageInDays(cost.day())))
                        .toList(),
                cost.unpriced().stream().map(Cost.Unpriced::sentence).toList(),
                cost.bill().assumed(),
                cost.priceChanges(),
                cost.labels().stream()
                        .map(label -> new LabelJson(
                                label.label(),
                                label.value(),
                                label.runs(),
                                label.tokens(),
                                label.usd().orElse(null),
                                orNull(label.share())))
                        .toList(),
                cost.whatIf().rows().stream()
                        .limit(CHEAPEST_MODELS)
                        .map(row -> new WhatIfJson(
                                row.model().name(), row.bill().usd().orElse(null)))
                        .toList(),
                JsonTestPrice.of(cost.test()));
    }

    /** The JSON form of what one task costs. */
    record OfTask(
            @Nullable Double before,
            @Nullable Double after,
            @Nullable Double perSuccess,
            @Nullable BigDecimal spent,
            List<String> unpriced,
            List<PriceChange> priceChanges,
            @Nullable JsonTestPrice test) {

        static OfTask of(TaskCost cost, Optional<TestPrice> test) {
            return new OfTask(
                    orNull(cost.before()),
                    orNull(cost.after()),
                    orNull(cost.perSuccess()),
                    cost.spent().orElse(null),
                    List.copyOf(cost.bill().unpriced().keySet()),
                    cost.priceChanges(),
                    test.map(JsonTestPrice::of).orElse(null));
        }
    }

    record ListJson(String source, String date, long ageInDays) {}

    record LabelJson(
            String label,
            String value,
            int runs,
            long tokens,
            @Nullable BigDecimal usd,
            @Nullable Double share) {}

    record WhatIfJson(String model, @Nullable BigDecimal usd) {}

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
