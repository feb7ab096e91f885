package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.span.Money;
import dev.tokenbudget.internal.span.ProviderName;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Requests of Helicone, as {@code npx @helicone/export} writes them (JSON, JSON lines, CSV). What was read from or written to a
 * prompt's cache, and reasoning, are beside Helicone's prompt and completion tokens, and never a part of them.
 *
 * <p>Source: <a href="https://docs.helicone.ai/tools/export">Export data</a>; {@code HeliconeRequest} and {@code HandlerContext} of
 * Helicone's own repository.
 */
final class HeliconeRequests implements ImportFormat {

    private static final String SOURCE = "helicone";
    private static final String NO_REFERENCE = "00000000-0000-0000-0000-000000000000";
    private static final int FIRST_ERROR = 400;

    @Override
    public String title() {
        return "Helicone requests";
    }

    @Override
    public boolean recognizes(Fields request) {
        return request.has("request_created_at") && request.has("request_id", "response_id");
    }

    @Override
    public void read(Fields request, Findings findings) throws NotUnderstoodException {
        // the CSV has the response's id only
        String id = request.text("response_id", "request_id").orElseGet(request::hash);
        Map<String, String> properties =
                new LinkedHashMap<>(request.object("properties").values());
        properties.putAll(request.object("request_properties").values());
        String trace = property(properties, "Helicone-Session-Id").orElse(id);
        findings.span(new FoundSpan(SOURCE, trace, id, "", ""));
        long status = request.text("response_status", "status")
                .filter(text -> text.matches("-?\\d+"))
                .map(Long::parseLong)
                .orElse(0L);
        if (request.text("cache_reference_id")
                .filter(reference -> !reference.equals(NO_REFERENCE))
                .isPresent()) {
            findings.nothingToCount(Reasons.CACHED);
            return;
        }
        TokenUsage usage = usage(request);
        if ((status < 0 || status >= FIRST_ERROR) && usage.total().isEmpty()) {
            findings.nothingToCount(Reasons.REFUSED);
            return;
        }
        ModelCall call = ModelCall.builder(
                        ProviderName.upstream(request.text("provider").orElse("")),
                        request.text("model", "response_model", "request_model").orElse("unknown"))
                .usage(usage)
                .started(request.requiredTime("request_created_at"))
                .latency(Duration.ofMillis(request.count("delay_ms", "latency").orElse(0)))
                .build();
        findings.call(new FoundCall(
                SOURCE,
                trace,
                id,
                call,
                request.amount("cost", "costUSD").map(Money::usd),
                properties,
                request.text("request_user_id"),
                property(properties, "Helicone-Session-Name")
                        .or(() -> request.text("request_path"))
                        .orElse("")));
    }

    private static Optional<String> property(Map<String, String> properties, String name) {
        return properties.entrySet().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static TokenUsage usage(Fields request) throws NotUnderstoodException {
        OptionalLong prompt = request.count("prompt_tokens");
        OptionalLong completion = request.count("completion_tokens");
        OptionalLong read = request.count("prompt_cache_read_tokens");
        OptionalLong written = request.count("prompt_cache_write_tokens");
        OptionalLong reasoning = request.count("reasoning_tokens");
        return TokenCounts.of(TokenUsage.builder()
                .input(prompt.isEmpty() ? prompt : TokenCounts.sum(prompt, read, written))
                .output(completion.isEmpty() ? completion : TokenCounts.sum(completion, reasoning))
                .cacheRead(read)
                .cacheWrite(written)
                .reasoning(reasoning)
                .build());
    }
}
