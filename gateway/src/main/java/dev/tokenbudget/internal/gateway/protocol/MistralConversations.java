package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Mistral's conversations, with a model or an agent: each request that has inputs is answered. OpenAI's conversations have
 * the same path and no inputs; they are only kept.
 */
final class MistralConversations implements Protocol {

    private static final Pattern PATH = Pattern.compile(".*/conversations(/[^/]+(/restart)?)?");

    /** What a request has that wants an answer; one of OpenAI's has items and metadata. */
    private static final Set<String> ASKING =
            Set.of("inputs", "completion_args", "handoff_execution", "tool_confirmations");

    @Override
    public boolean matches(ModelRequest request) {
        return request.isPost()
                && ASKING.stream().anyMatch(request.body()::has)
                && PATH.matcher(request.path()).matches();
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return MistralConversations::read;
    }

    @Override
    public String error(int status, String sentence) {
        return OpenAiUsage.error(status, sentence);
    }

    @Override
    public String requestedModel(ModelRequest request) {
        return request.model().isEmpty() ? request.text("agent_id") : request.model();
    }

    private static void read(JsonNode document, UsageReading reading) {
        for (JsonNode output : document.path("outputs")) {
            reading.model(ProviderJson.text(output.path("model")));
            countToolCall(output, reading);
        }
        reading.model(ProviderJson.text(document.path("model")));
        if (document.path("type").asText().equals("function.call.delta")) {
            // Its arguments come in several events of one id, of which the first names the function.
            countStreamedToolCall(document, reading);
        }
        if (document.path("usage").isObject()) {
            OpenAiUsage.read(document.path("usage"), reading);
            reading.complete();
        }
    }

    private static void countToolCall(JsonNode output, UsageReading reading) {
        if (output.path("type").asText().equals("function.call")) {
            reading.toolCall(output);
        }
    }

    private static void countStreamedToolCall(JsonNode event, UsageReading reading) {
        if (event.hasNonNull("name")) {
            reading.toolCall(event);
        }
    }
}
