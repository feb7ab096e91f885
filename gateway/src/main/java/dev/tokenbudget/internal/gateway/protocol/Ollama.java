package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.TokenUsage;
import java.util.OptionalLong;
import java.util.Set;

/** Ollama's own API. */
final class Ollama implements Protocol {

    private static final Set<String> PATHS = Set.of("/api/chat", "/api/generate", "/api/embed", "/api/embeddings");

    @Override
    public boolean matches(ModelRequest request) {
        return request.isPost() && PATHS.stream().anyMatch(request::pathEndsWith);
    }

    @Override
    public CallKind kind(ModelRequest request) {
        return request.path().contains("/embed") ? CallKind.EMBEDDING : CallKind.INFERENCE;
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return kind(request) == CallKind.EMBEDDING ? Ollama::readEmbedding : new AnyShape();
    }

    @Override
    public String error(int status, String sentence) {
        return ProviderJson.object().put("error", sentence).toString();
    }

    private static void readEmbedding(JsonNode document, UsageReading reading) {
        reading.model(ProviderJson.text(document.path("model")));
        Embeddings.readInput(ProviderJson.count(document, "prompt_eval_count"), reading);
    }

    static void read(JsonNode document, UsageReading reading) {
        reading.model(ProviderJson.text(document.path("model")));
        reading.stopReason(ProviderJson.text(document.path("done_reason")));
        document.path("message").path("tool_calls").forEach(reading::toolCall);
        if (document.path("done").asBoolean()) {
            // A prompt that was in the cache is not counted: unknown, not 0.
            TokenUsage known = NormalForm.of(
                    ProviderJson.count(document, "prompt_eval_count"),
                    ProviderJson.count(document, "eval_count"),
                    NormalForm.UNKNOWN,
                    NormalForm.UNKNOWN,
                    NormalForm.UNKNOWN);
            reading.usage(known, OptionalLong.empty());
            reading.complete();
        }
    }
}
