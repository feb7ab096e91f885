package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** OpenAI's Chat Completions API and the Completions API before it, on every host that speaks them. */
final class ChatCompletions implements Protocol {

    /** Providers whose streams hold usage without being asked; Mistral even refuses the question. */
    private static final Set<String> REPORTING_UNASKED =
            Set.of("deepseek", "groq", "huggingface", "mistral", "perplexity");

    @Override
    public boolean matches(ModelRequest request) {
        return request.isPost() && (request.pathEndsWith("/completions") || isMistralOnVertex(request));
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return new CompletionReader();
    }

    @Override
    public String error(int status, String sentence) {
        return OpenAiUsage.error(status, sentence);
    }

    @Override
    public UsageRequest usageRequest(ModelRequest request) {
        boolean streamed = request.body().path("stream").asBoolean();
        return streamed && !REPORTING_UNASKED.contains(request.upstream()) ? new StreamOptions() : UsageRequest.NONE;
    }

    private static boolean isMistralOnVertex(ModelRequest request) {
        boolean raw = request.pathEndsWith(":rawpredict") || request.pathEndsWith(":streamrawpredict");
        return raw && request.path().contains("/mistralai/");
    }

    /** Reads a completion, or the chunks that build one. */
    static final class CompletionReader implements ResponseReader {

        private final Map<String, JsonNode> toolCalls = new LinkedHashMap<>();
        private boolean finished;
        private boolean hasUsage;
        private int documents;
        private boolean chunked;

        @Override
        public void read(JsonNode document, UsageReading reading) {
            documents++;
            reading.model(ProviderJson.text(document.path("model")));
            reading.responseId(ProviderJson.text(document.path("id")));
            reading.serviceTier(document.path("service_tier"));
            document.path("choices").forEach(choice -> readChoice(choice, reading));
            // Groq sends the same numbers twice in one chunk; one of them counts.
            JsonNode usage = document.path("usage").isObject()
                    ? document.path("usage")
                    : document.path("x_groq").path("usage");
            if (usage.isObject()) {
                OpenAiUsage.read(usage, reading);
                hasUsage = true;
            }
            boolean usageOnly = usage.isObject() && document.path("choices").isEmpty();
            // Perplexity reports in every chunk: only that which comes with the answer's end is the whole.
            if (hasUsage && (finished || usageOnly)) {
                reading.complete();
            }
        }

        @Override
        public boolean isMovedByText() {
            return false;
        }

        /** What came as one document, and whole, is no stream whose end is missing. */
        @Override
        public void end(UsageReading reading) {
            if (hasUsage && documents == 1 && !chunked) {
                reading.complete();
            }
        }

        private void readChoice(JsonNode choice, UsageReading reading) {
            JsonNode message = choice.path("message").isObject() ? choice.path("message") : choice.path("delta");
            chunked |= choice.has("delta");
            int position = 0;
            for (JsonNode call : message.path("tool_calls")) {
                int index = call.path("index").asInt(position);
                toolCalls.putIfAbsent(choice.path("index").asInt() + ":" + index, call);
                position++;
            }
            if (message.path("function_call").isObject()) {
                toolCalls.putIfAbsent(choice.path("index").asInt() + ":function", message);
            }
            reading.toolCalls(toolCalls.values());
            reading.stopReason(ProviderJson.text(choice.path("finish_reason")));
            // Perplexity's events hold the whole message so far beside the delta.
            boolean whole = choice.path("message").isObject() && !choice.has("delta");
            finished |= whole || ProviderJson.text(choice.path("finish_reason")).isPresent();
        }
    }
}
