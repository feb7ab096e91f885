package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.history.store.Dimension;
import dev.tokenbudget.internal.history.store.GroupedUsage;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The latest week of each value of a dimension, day by day. */
final class Sparks {

    private final Period week;
    private final Map<String, Map<LocalDate, UsageSum>> days = new HashMap<>();

    private Sparks(Period week) {
        this.week = week;
    }

    static Sparks of(Contents contents, Dimension dimension) {
        Sparks sparks = new Sparks(contents.spans().week());
        for (GroupedUsage usage : contents.usage(sparks.week, Set.of(dimension, Dimension.DAY))) {
            sparks.days
                    .computeIfAbsent(usage.value(dimension), name -> new HashMap<>())
                    .merge(LocalDate.parse(usage.value(Dimension.DAY)), usage.sum(), UsageSum::plus);
        }
        return sparks;
    }

    Spark of(String name) {
        return Spark.of(days.getOrDefault(name, Map.of()), week);
    }
}
