package dev.tokenbudget.internal.cli;

import dev.tokenbudget.internal.cli.budget.SpendingLimit;
import dev.tokenbudget.internal.history.store.LabelColumn;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The limits that options set. */
final class Limits {

    private Limits() {}

    /**
     * Add limits of one span and unit.
     *
     * @param ofAll that of all calls, where there is one
     * @param byLabel those of each value of a label
     * @throws IllegalArgumentException if a label cannot be limited by
     */
    static void add(
            List<SpendingLimit> limits,
            SpendingLimit.Span span,
            SpendingLimit.Unit unit,
            @Nullable BigDecimal ofAll,
            Map<String, BigDecimal> byLabel) {
        if (ofAll != null) {
            limits.add(new SpendingLimit(span, unit, ofAll, Optional.empty()));
        }
        byLabel.forEach(
                (label, amount) -> limits.add(new SpendingLimit(span, unit, amount, Optional.of(column(label)))));
    }

    private static LabelColumn column(String label) {
        return LabelColumn.named(label)
                .orElseThrow(() -> new IllegalArgumentException("No budget can be set by the label '" + label
                        + "'. Use one of "
                        + Arrays.stream(LabelColumn.values())
                                .map(LabelColumn::label)
                                .collect(Collectors.joining(", "))
                        + "."));
    }
}
