package dev.tokenbudget.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.TokenUsage;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Cohere's own APIs, versions 1 and 2. Cohere counts tokens, and beside them those that it bills; the former count, where
 * they are told.
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
        return kind(request) == CallKind.EMBEDDING ? Cohere::readEmbedding : Cohere::read;
    }

    @Override
    public String error(int status, String sentence) {
        return errorOf(sentence);
    }

    static String errorOf(String sentence) {
        return Json.object().put("message", sentence).toString();
    }

    private static void readEmbedding(JsonNode document, Reading reading) {
        reading.responseId(Json.text(document.path("id")));
        JsonNode billed = document.path("meta").path("billed_units");
        OptionalLong texts = Json.count(billed, "input_tokens");
        OptionalLong images = Json.count(billed, "image_tokens");
        Embeddings.readInput(texts.isPresent() ? Json.sum(texts, images) : images, reading);
    }

    private static void read(JsonNode document, Reading reading) {
        reading.responseId(Json.text(document.path("id")).or(() -> Json.text(document.path("response_id"))));
        // The last event holds the whole answer in version 1, its end in version 2.
        JsonNode answer = firstObject(document.path("response"), document.path("delta"), document);
        reading.stopReason(Json.text(answer.path("finish_reason")));
        for (JsonNode calls : new JsonNode[] {
            answer.path("tool_calls"), answer.path("message").path("tool_calls")
        }) {
            calls.forEach(call -> reading.toolCall());
        }
        JsonNode usage = firstObject(answer.path("usage"), answer.path("meta"));
        JsonNode tokens = firstObject(usage.path("tokens"), usage.path("billed_units"));
        if (tokens.isObject()) {
            TokenUsage known = NormalForm.of(
                    Json.count(tokens, "input_tokens"),
                    Json.count(tokens, "output_tokens"),
                    Json.count(usage, "cached_tokens"),
                    NormalForm.UNKNOWN,
                    NormalForm.UNKNOWN);
            reading.usage(known, OptionalLong.empty());
            reading.complete();
        }
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
