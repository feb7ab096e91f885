package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/** Google's cached contents: making one reads its whole prompt, and is billed as input; keeping it is billed by the hour. */
final class GeminiCaches implements Protocol {

    @Override
    public boolean matches(ModelRequest request) {
        return request.isPost() && request.path().endsWith("/cachedContents");
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return GeminiCaches::read;
    }

    @Override
    public String error(int status, String sentence) {
        return Gemini.errorOf(status, sentence);
    }

    private static void read(JsonNode cache, UsageReading reading) {
        reading.model(ProviderJson.text(cache.path("model")));
        reading.responseId(ProviderJson.text(cache.path("name")));
        Embeddings.readInput(ProviderJson.count(cache.path("usageMetadata"), "totalTokenCount"), reading);
    }
}
