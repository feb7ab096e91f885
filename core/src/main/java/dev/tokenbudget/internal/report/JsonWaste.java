package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Opportunity;
import dev.tokenbudget.internal.waste.Waste;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that a task need not spend, in the JSON of the report. */
record JsonWaste(
        String kind,
        @Nullable String agent,
        @Nullable String subject,
        double tokens,
        double savedTokens,
        @Nullable BigDecimal savedUsd,
        @Nullable BigDecimal savedUsdPerMonth,
        @Nullable Boolean isNew,
        String where,
        String sentence) {

    /** Return what saves most of all tasks, a sentence each. */
    static List<String> top(Comparison comparison) {
        return comparison.opportunities().stream()
                .limit(Opportunity.TOP)
                .map(Opportunity::sentence)
                .toList();
    }

    static JsonWaste of(Opportunity found) {
        Waste waste = found.waste();
        return new JsonWaste(
                waste.key().kind().key(),
                orNull(waste.key().agent()),
                orNull(waste.key().subject()),
                waste.tokens(),
                waste.savedTokens(),
                waste.usd().orElse(null),
                found.runsPerMonth().isPresent()
                        ? waste.usd(found.runsPerMonth().getAsLong()).orElse(null)
                        : null,
                found.isNew().orElse(null),
                waste.where(),
                found.sentence());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
