package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.CallKind;
import java.util.OptionalLong;

/** The rerank API of Cohere, Voyage, Together and OpenRouter: some bill tokens, some search units. */
final class Rerank implements Protocol {

    @Override
    public boolean matches(ModelRequest request) {
        return request.isPost() && request.pathEndsWith("/rerank");
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return Rerank::read;
    }

    @Override
    public String error(int status, String sentence) {
        return Cohere.errorOf(sentence);
    }

    @Override
    public CallKind kind(ModelRequest request) {
        return CallKind.RERANK;
    }

    private static void read(JsonNode document, UsageReading reading) {
        reading.model(ProviderJson.text(document.path("model")));
        reading.responseId(ProviderJson.text(document.path("id")));
        OptionalLong counted =
                ProviderJson.count(document.path("usage"), "prompt_tokens", "input_tokens", "total_tokens");
        Embeddings.readInput(
                counted.isPresent() ? counted : ProviderJson.count(document, "input_token_count"), reading);
        if (ProviderJson.count(document.path("meta").path("billed_units"), "search_units")
                .isPresent()) {
            reading.billedInUnits();
        }
    }
}
