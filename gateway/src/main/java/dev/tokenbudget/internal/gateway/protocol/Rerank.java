package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.CallKind;

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
        Embeddings.read(document, reading);
        if (ProviderJson.count(document.path("meta").path("billed_units"), "search_units")
                .isPresent()) {
            reading.billedInUnits();
        }
    }
}
