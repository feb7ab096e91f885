package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.TokenUsage;
import java.util.OptionalLong;

/**
 * Reads an answer by its shape alone: what serves one provider's format at another path, and the many hosts whose paths
 * are unknown (watsonx, SageMaker, Databricks, Workers AI, DashScope).
 */
final class AnyShape implements ResponseReader {

    private final ResponseReader anthropic = new AnthropicMessages.MessageReader();
    private final ResponseReader chat = new ChatCompletions.CompletionReader();
    private final ResponseReader gemini = new Gemini.ContentReader(FinishReasons.GEMINI);
    private boolean countsUntilTheEnd;

    @Override
    public void read(JsonNode document, UsageReading reading) {
        String type = document.path("type").asText();
        // Workers AI has its answer below result.
        JsonNode answer = document.path("result").isObject() ? document.path("result") : document;
        if (type.matches("message|message_(start|delta|stop)|content_block_\\w+")) {
            anthropic.read(document, reading);
        } else if (answer.path("choices").isArray()) {
            chat.read(answer, reading);
        } else if (type.startsWith("response.")
                || document.path("object").asText().startsWith("response")) {
            Responses.read(document, reading);
        } else if (Cohere.isAnswer(document)) {
            Cohere.read(document, reading);
        } else if (answer.has("usageMetadata")
                || answer.path("response").has("usageMetadata")
                || answer.has("candidates")) {
            gemini.read(answer, reading);
        } else if (answer.path("usage").has("inputTokens")) {
            BedrockConverse.read(answer, reading);
        } else if (answer.path("done").isBoolean()) {
            Ollama.read(answer, reading);
        } else if (!GeneratedText.read(answer, reading)) {
            readUsage(answer, reading);
        }
    }

    /** A usage block alone does not say whether more is to come: that it is all is known when the answer ends. */
    @Override
    public void end(UsageReading reading) {
        if (countsUntilTheEnd) {
            reading.complete();
        }
        chat.end(reading);
    }

    private void readUsage(JsonNode answer, UsageReading reading) {
        reading.model(ProviderJson.text(answer.path("model")).or(() -> ProviderJson.text(answer.path("model_id"))));
        reading.responseId(ProviderJson.text(answer.path("id")).or(() -> ProviderJson.text(answer.path("request_id"))));
        for (JsonNode choice : answer.path("output").path("choices")) {
            choice.path("message").path("tool_calls").forEach(reading::toolCall);
            reading.stopReason(ProviderJson.text(choice.path("finish_reason")));
        }
        boolean inputOnly = holdsVectors(answer) || holdsRanking(answer);
        if (inputOnly) {
            reading.kind(holdsRanking(answer) ? CallKind.RERANK : CallKind.EMBEDDING);
        }
        JsonNode usage = answer.path("usage");
        OptionalLong total = ProviderJson.count(usage, "total_tokens");
        boolean onlyTotal = total.isPresent() && !usage.has("prompt_tokens") && !usage.has("input_tokens");
        if (onlyTotal && inputOnly) {
            reading.usage(TokenUsage.of(total.getAsLong(), 0), OptionalLong.empty());
            countsUntilTheEnd = true;
        } else if (ProviderJson.count(usage, "prompt_tokens", "input_tokens", "completion_tokens", "output_tokens")
                .isPresent()) {
            if (isAnthropic(usage)) {
                reading.cumulativeUsage(AnthropicMessages.MessageReader.usageOf(usage), OptionalLong.empty());
            } else {
                OpenAiUsage.read(usage, reading);
            }
            countsUntilTheEnd = true;
        }
    }

    private static boolean isAnthropic(JsonNode usage) {
        boolean cache = usage.has("cache_read_input_tokens") || usage.has("cache_creation_input_tokens");
        return cache && usage.has("input_tokens") && !usage.has("total_tokens");
    }

    private static boolean holdsVectors(JsonNode answer) {
        return answer.path("data").path(0).has("embedding")
                || answer.path("output").has("embeddings")
                || answer.has("embeddings");
    }

    private static boolean holdsRanking(JsonNode answer) {
        return answer.path("output").path("results").path(0).has("relevance_score")
                || answer.path("results").path(0).has("relevance_score");
    }
}
