package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Anthropic's report of an organisation's usage. What was read from or written to caches is beside the uncached input.
 *
 * <p>Source: <a href="https://platform.claude.com/docs/en/api/admin/usage_report/retrieve_messages">Messages usage report</a>.
 */
final class AnthropicUsageReport implements ImportFormat {

    private static final List<String> SPLIT_BY = List.of(
            "model",
            "workspace_id",
            "api_key_id",
            "account_id",
            "service_account_id",
            "service_tier",
            "context_window",
            "inference_geo",
            "speed");

    @Override
    public String title() {
        return "Anthropic usage report";
    }

    @Override
    public boolean recognizes(Fields sum) {
        return sum.has("uncached_input_tokens");
    }

    @Override
    public void read(Fields sum, Findings findings) throws NotUnderstoodException {
        OptionalLong uncached = sum.count("uncached_input_tokens");
        OptionalLong read = sum.count("cache_read_input_tokens");
        Fields creation = sum.object("cache_creation");
        OptionalLong fiveMinutes = creation.count("ephemeral_5m_input_tokens");
        OptionalLong oneHour = creation.count("ephemeral_1h_input_tokens");
        OptionalLong written = TokenCounts.sum(fiveMinutes, oneHour);
        TokenUsage usage = TokenUsage.builder()
                .input(uncached.isEmpty() ? uncached : TokenCounts.sum(uncached, read, written))
                .output(sum.count("output_tokens"))
                .cacheRead(read)
                .cacheWrite(written)
                .cacheWrite5m(fiveMinutes)
                .cacheWrite1h(oneHour)
                .build();
        findings.reported(new ReportedSum("anthropic-usage", sum, SPLIT_BY)
                .entry(OptionalLong.empty(), usage, Optional.empty(), findings));
    }
}
