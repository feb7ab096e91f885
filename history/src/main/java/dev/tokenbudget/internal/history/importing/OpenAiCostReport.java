package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.span.Money;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * OpenAI's report of an organisation's costs.
 *
 * <p>Source: <a href="https://platform.openai.com/docs/api-reference/usage/costs_object">Costs object</a>.
 */
final class OpenAiCostReport implements ImportFormat {

    private static final List<String> SPLIT_BY = List.of("line_item", "project_id", "api_key_id");

    @Override
    public String title() {
        return "OpenAI cost report";
    }

    @Override
    public boolean recognizes(Fields sum) {
        return sum.text("object").filter("organization.costs.result"::equals).isPresent();
    }

    @Override
    public void read(Fields sum, Findings findings) throws NotUnderstoodException {
        Fields amount = sum.object("amount");
        BigDecimal value = amount.amount("value")
                .orElseThrow(() -> new NotUnderstoodException("it does not tell what was charged (amount.value)"));
        BigDecimal usd =
                ReportedSum.usd(new Money(value, amount.text("currency").orElse("")));
        findings.reported(new ReportedSum("openai-costs", sum, SPLIT_BY)
                .entry(OptionalLong.empty(), TokenUsage.unknown(), Optional.of(usd), findings));
    }
}
