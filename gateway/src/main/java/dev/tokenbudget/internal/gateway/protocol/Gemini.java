package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.TokenUsage;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Google's Gemini API and its twin on Vertex AI: generating, streaming, and embedding. The path names the model. */
final class Gemini implements Protocol {

    private static final Pattern METHODS =
            Pattern.compile(".*:(generateContent|streamGenerateContent|embedContent|batchEmbedContents|predict)");
    private static final Pattern EMBEDDING =
            Pattern.compile(".*:(embedContent|batchEmbedContents)|(?=.*embed).*:predict");

    @Override
    public boolean matches(ModelRequest request) {
        return request.isPost() && METHODS.matcher(request.path()).matches();
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return kind(request) == CallKind.EMBEDDING
                ? Gemini::readEmbedding
                : new ContentReader(FinishReasons.of(request));
    }

    @Override
    public CallKind kind(ModelRequest request) {
        return EMBEDDING.matcher(request.path()).matches() ? CallKind.EMBEDDING : CallKind.INFERENCE;
    }

    @Override
    public String error(int status, String sentence) {
        return errorOf(status, sentence);
    }

    static String errorOf(int status, String sentence) {
        ObjectNode error = ProviderJson.object();
        error.putObject("error")
                .put("code", status)
                .put("message", sentence)
                .put("status", status == 403 ? "PERMISSION_DENIED" : "UNAVAILABLE");
        return error.toString();
    }

    private static void readEmbedding(JsonNode document, UsageReading reading) {
        OptionalLong prompt = ProviderJson.count(document.path("usageMetadata"), "promptTokenCount");
        Embeddings.readInput(prompt.isPresent() ? prompt : predicted(document), reading);
    }

    /** Return the tokens of all texts in an answer of Vertex AI's general prediction method. */
    private static OptionalLong predicted(JsonNode document) {
        OptionalLong sum = OptionalLong.empty();
        for (JsonNode prediction : document.path("predictions")) {
            OptionalLong one = ProviderJson.count(prediction.path("embeddings").path("statistics"), "token_count");
            sum = one.isPresent() ? ProviderJson.sum(one, sum) : sum;
        }
        return sum;
    }

    /** Reads an answer, or the snapshots of a stream: the last one that counts anything holds. */
    static final class ContentReader implements ResponseReader {

        private final FinishReasons reasons;
        private boolean finished;

        ContentReader(FinishReasons reasons) {
            this.reasons = reasons;
        }

        @Override
        public void read(JsonNode answer, UsageReading reading) {
            // Google's Code Assist wraps what the API itself answers.
            JsonNode document = answer.path("response").isObject() ? answer.path("response") : answer;
            reading.model(ProviderJson.text(document.path("modelVersion")));
            reading.responseId(ProviderJson.text(document.path("responseId")));
            for (JsonNode candidate : document.path("candidates")) {
                reading.stopReason(reasons.name(candidate.path("finishReason")));
                finished |= candidate.hasNonNull("finishReason");
                for (JsonNode part : candidate.path("content").path("parts")) {
                    if (part.path("functionCall").isObject()) {
                        reading.toolCall(part);
                    }
                }
            }
            finished |= document.path("promptFeedback").has("blockReason");
            JsonNode usage = document.path("usageMetadata");
            reading.serviceTier(usage.path("serviceTier"), usage.path("trafficType"));
            // Vertex AI sends early snapshots that hold a traffic type and no counts.
            if (usage.has("promptTokenCount") || usage.has("totalTokenCount")) {
                reading.usage(usageOf(usage), ProviderJson.count(usage, "totalTokenCount"));
            }
            if (finished) {
                reading.complete();
            }
        }

        static TokenUsage usageOf(JsonNode usage) {
            OptionalLong input = ProviderJson.sum(
                    ProviderJson.count(usage, "promptTokenCount"),
                    ProviderJson.count(usage, "toolUsePromptTokenCount"));
            OptionalLong thoughts = ProviderJson.count(usage, "thoughtsTokenCount");
            return NormalForm.of(
                    input,
                    outputOf(usage, input, thoughts),
                    ProviderJson.count(usage, "cachedContentTokenCount"),
                    NormalForm.UNKNOWN,
                    thoughts);
        }

        private static OptionalLong outputOf(JsonNode usage, OptionalLong input, OptionalLong thoughts) {
            OptionalLong candidates = ProviderJson.count(usage, "candidatesTokenCount");
            if (candidates.isPresent()) {
                return ProviderJson.sum(candidates, thoughts);
            }
            // An answer that ended while it was thought about has no candidates; one that was not begun has neither.
            boolean nothing = input.isPresent() && input.equals(ProviderJson.count(usage, "totalTokenCount"));
            return thoughts.isEmpty() && nothing ? OptionalLong.of(0) : thoughts;
        }
    }
}
