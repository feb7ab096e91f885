package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Cohere's own APIs, versions 1 and 2. Cohere reports the tokens it counted and those that it bills; the former are used where
 * they are reported.
 */
final class Cohere implements Protocol {

    private static final Map<String, CallKind> PATHS = Map.of(
            "/v1/chat", CallKind.INFERENCE,
            "/v2/chat", CallKind.INFERENCE,
            "/v1/generate", CallKind.INFERENCE,
            "/v1/embed", CallKind.EMBEDDING,
            "/v2/embed", CallKind.EMBEDDING);

    @Override
    public boolean matches(ModelRequest request) {
        return request.isPost() && PATHS.keySet().stream().anyMatch(request::pathEndsWith);
    }

    @Override
    public CallKind kind(ModelRequest request) {
        return request.pathEndsWith("/embed") ? CallKind.EMBEDDING : CallKind.INFERENCE;
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        // Others have these paths too: Writer's answers are OpenAI's.
        return kind(request) == CallKind.EMBEDDING ? Cohere::readEmbedding : new AnyShape();
    }

    @Override
    public String error(int status, String sentence) {
        return errorOf(sentence);
    }

    static String errorOf(String sentence) {
        return ProviderJson.object().put("message", sentence).toString();
    }

    private static void readEmbedding(JsonNode document, UsageReading reading) {
        reading.responseId(ProviderJson.text(document.path("id")));
        JsonNode billed = document.path("meta").path("billed_units");
        OptionalLong texts = ProviderJson.count(billed, "input_tokens");
        OptionalLong images = ProviderJson.count(billed, "image_tokens");
        Embeddings.readInput(texts.isPresent() ? ProviderJson.sum(texts, images) : images, reading);
    }

    /** Whether {@code document} is an answer of Cohere's, or an event of one. */
    static boolean isAnswer(JsonNode document) {
        JsonNode usage = usageOf(answerIn(document));
        return usage.has("tokens")
                || usage.has("billed_units")
                || document.path("type").asText().equals("tool-call-start");
    }

    static void read(JsonNode document, UsageReading reading) {
        reading.responseId(
                ProviderJson.text(document.path("id")).or(() -> ProviderJson.text(document.path("response_id"))));
        if (document.path("type").asText().equals("tool-call-start")) {
            reading.toolCall(document.path("delta").path("message").path("tool_calls"));
            return;
        }
        JsonNode answer = answerIn(document);
        reading.stopReason(ProviderJson.text(answer.path("finish_reason")));
        List<JsonNode> toolCalls = new ArrayList<>();
        answer.path("tool_calls").forEach(toolCalls::add);
        answer.path("message").path("tool_calls").forEach(toolCalls::add);
        if (!toolCalls.isEmpty()) {
            reading.toolCalls(toolCalls);
        }
        JsonNode usage = usageOf(answer);
        JsonNode tokens = firstObject(usage.path("tokens"), usage.path("billed_units"));
        if (tokens.isObject()) {
            OptionalLong text = ProviderJson.count(tokens, "input_tokens");
            TokenUsage known = NormalForm.of(
                    ProviderJson.sum(text, ProviderJson.count(tokens, "image_tokens")),
                    ProviderJson.count(tokens, "output_tokens"),
                    ProviderJson.count(usage, "cached_tokens"),
                    NormalForm.UNKNOWN,
                    ProviderJson.count(tokens, "reasoning_tokens"));
            reading.usage(known, OptionalLong.empty());
            reading.complete();
        }
    }

    /** Return what holds the whole answer, which is a stream's last event in version 1, or the end of one in version 2. */
    private static JsonNode answerIn(JsonNode document) {
        return firstObject(document.path("response"), document.path("delta"), document);
    }

    private static JsonNode usageOf(JsonNode answer) {
        return firstObject(answer.path("usage"), answer.path("meta"));
    }

    private static JsonNode firstObject(JsonNode... candidates) {
        for (JsonNode candidate : candidates) {
            if (candidate.isObject()) {
                return candidate;
            }
        }
        return candidates[candidates.length - 1];
    }
}
