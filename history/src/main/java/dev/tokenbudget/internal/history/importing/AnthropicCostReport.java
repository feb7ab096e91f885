package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.span.Money;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Anthropic's report of an organisation's costs, whose amounts are in cents: {@code "123.45"} are 1.2345 US dollars.
 *
 * <p>Source: <a href="https://platform.claude.com/docs/en/api/admin/cost_report">Cost report</a>.
 */
final class AnthropicCostReport implements ImportFormat {

    private static final int CENTS = 2;
    private static final List<String> SPLIT_BY = List.of(
            "model",
            "workspace_id",
            "description",
            "cost_type",
            "token_type",
            "service_tier",
            "context_window",
            "inference_geo");

    @Override
    public String title() {
        return "Anthropic cost report";
    }

    @Override
    public boolean recognizes(Fields sum) {
        return sum.has("amount") && sum.has("currency") && sum.has(JsonRecords.BUCKET_START);
    }

    @Override
    public void read(Fields sum, Findings findings) throws NotUnderstoodException {
        BigDecimal cents = sum.amount("amount")
                .orElseThrow(() -> new NotUnderstoodException("it does not tell what was charged (amount)"));
        BigDecimal usd = ReportedSum.usd(
                new Money(cents.movePointLeft(CENTS), sum.text("currency").orElse("")));
        findings.reported(new ReportedSum("anthropic-costs", sum, SPLIT_BY)
                .entry(OptionalLong.empty(), TokenUsage.unknown(), Optional.of(usd), findings));
    }
}
