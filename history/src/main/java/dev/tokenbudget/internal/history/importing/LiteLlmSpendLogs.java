package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.span.Money;
import dev.tokenbudget.internal.span.ProviderName;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rows of LiteLLM's table {@code LiteLLM_SpendLogs}, from the database or from {@code /spend/logs} (JSON, JSON lines, CSV). Prompt
 * tokens hold those of caches, as in OpenAI's API.
 *
 * <p>Source: <a href="https://docs.litellm.ai/docs/proxy/cost_tracking">Spend tracking</a>; {@code schema.prisma} of LiteLLM's own
 * repository.
 */
final class LiteLlmSpendLogs implements ImportFormat {

    private static final String SOURCE = "litellm";

    @Override
    public String title() {
        return "LiteLLM spend logs";
    }

    @Override
    public boolean recognizes(Fields row) {
        return row.has("request_id") && row.has("spend") && row.has("startTime", "starttime");
    }

    @Override
    public void read(Fields row, Findings findings) throws NotUnderstoodException {
        String id = row.text("request_id").orElseGet(row::hash);
        Fields metadata = row.object("metadata");
        String trace = row.text("session_id")
                .or(() -> metadata.text("session_id", "trace_id"))
                .orElse(id);
        findings.span(new FoundSpan(SOURCE, trace, id, "", ""));
        if (row.text("cache_hit").filter("true"::equalsIgnoreCase).isPresent()) {
            findings.nothingToCount(Reasons.CACHED);
            return;
        }
        TokenUsage usage = usage(row, metadata);
        boolean failed = row.text("status")
                .or(() -> metadata.text("status"))
                .filter("failure"::equals)
                .isPresent();
        if (failed && usage.total().isEmpty()) {
            findings.nothingToCount(Reasons.REFUSED);
            return;
        }
        Instant started = row.requiredTime("startTime", "starttime");
        Optional<Instant> ended = row.time("endTime", "endtime");
        String provider = row.text("custom_llm_provider").orElse("");
        String model = row.text("model").orElse("unknown");
        String prefix = provider + "/";
        ModelCall call = ModelCall.builder(
                        ProviderName.upstream(provider),
                        model.startsWith(prefix) ? model.substring(prefix.length()) : model)
                .kind(
                        row.text("call_type")
                                        .filter(type -> type.contains("embedding"))
                                        .isPresent()
                                ? CallKind.EMBEDDING
                                : CallKind.INFERENCE)
                .usage(usage)
                .started(started)
                .latency(ended.map(end -> Duration.between(started, end)).orElse(Duration.ZERO))
                .build();
        findings.call(new FoundCall(
                SOURCE,
                trace,
                id,
                call,
                row.amount("spend").map(Money::usd),
                labels(row, metadata),
                row.text("end_user", "user"),
                metadata.text("user_api_key_alias")
                        .or(() -> row.text("call_type"))
                        .orElse("")));
    }

    private static Map<String, String> labels(Fields row, Fields metadata) {
        Map<String, String> labels = new LinkedHashMap<>();
        metadata.text("user_api_key_team_alias").ifPresent(team -> labels.put("team", team));
        labels.putAll(Tags.labels(row.texts("request_tags")));
        labels.putAll(metadata.values());
        labels.putAll(metadata.object("spend_logs_metadata").values());
        return labels;
    }

    private static TokenUsage usage(Fields row, Fields metadata) throws NotUnderstoodException {
        Fields details = metadata.object("additional_usage_values", "usage_object");
        OptionalLong read = details.count("cache_read_input_tokens");
        return TokenCounts.of(TokenUsage.builder()
                .input(row.count("prompt_tokens"))
                .output(row.count("completion_tokens"))
                .cacheRead(
                        read.isPresent()
                                ? read
                                : details.object("prompt_tokens_details").count("cached_tokens"))
                .cacheWrite(details.count("cache_creation_input_tokens"))
                .reasoning(details.object("completion_tokens_details").count("reasoning_tokens"))
                .build());
    }
}
