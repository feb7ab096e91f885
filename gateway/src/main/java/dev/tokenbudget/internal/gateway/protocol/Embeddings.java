package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.TokenUsage;
import java.util.OptionalLong;

/** The embeddings API of OpenAI, Mistral, Voyage, OpenRouter and Perplexity. There is no output. */
final class Embeddings implements Protocol {

    @Override
    public boolean matches(ModelRequest request) {
        boolean ollama = request.pathEndsWith("/api/embeddings");
        return request.isPost() && request.pathEndsWith("embeddings") && !ollama;
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return Embeddings::read;
    }

    @Override
    public String error(int status, String sentence) {
        return OpenAiUsage.error(status, sentence);
    }

    @Override
    public CallKind kind(ModelRequest request) {
        return CallKind.EMBEDDING;
    }

    /** Read an answer that reports what was read, and nothing that was written. */
    static void read(JsonNode document, UsageReading reading) {
        reading.model(ProviderJson.text(document.path("model")));
        reading.responseId(ProviderJson.text(document.path("id")));
        // Voyage reports nothing but the total, watsonx.ai no usage block.
        OptionalLong counted =
                ProviderJson.count(document.path("usage"), "prompt_tokens", "input_tokens", "total_tokens");
        readInput(counted.isPresent() ? counted : ProviderJson.count(document, "input_token_count"), reading);
    }

    /** Set the usage of a call that has input only. */
    static void readInput(OptionalLong input, UsageReading reading) {
        if (input.isPresent()) {
            reading.usage(TokenUsage.of(input.getAsLong(), 0), OptionalLong.empty());
            reading.complete();
        }
    }
}
