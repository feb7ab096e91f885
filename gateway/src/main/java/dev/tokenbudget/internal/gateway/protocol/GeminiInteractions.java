package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.TokenUsage;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Google's Interactions API. An interaction may run in the background and be fetched later. */
final class GeminiInteractions implements Protocol {

    private static final Pattern FETCH = Pattern.compile(".*/interactions/[^/]+(/cancel)?");

    @Override
    public boolean matches(ModelRequest request) {
        return (request.isPost() && request.pathEndsWith("/interactions")) || isRetrieval(request);
    }

    @Override
    public boolean isRetrieval(ModelRequest request) {
        return FETCH.matcher(request.path()).matches();
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return GeminiInteractions::read;
    }

    @Override
    public String error(int status, String sentence) {
        return Gemini.errorOf(status, sentence);
    }

    private static void read(JsonNode document, UsageReading reading) {
        if (document.path("step").path("type").asText().equals("function_call")) {
            reading.toolCall(document.path("step"));
        }
        JsonNode interaction = document.path("interaction").isObject() ? document.path("interaction") : document;
        reading.model(ProviderJson.text(interaction.path("model")));
        reading.responseId(ProviderJson.text(interaction.path("id")));
        reading.stopReason(ProviderJson.text(interaction.path("status")));
        for (JsonNode step : interaction.path("steps")) {
            if (step.path("type").asText().equals("function_call")) {
                reading.toolCall(step);
            }
        }
        JsonNode usage = interaction.path("usage");
        if (usage.has("total_input_tokens")) {
            OptionalLong thoughts = ProviderJson.count(usage, "total_thought_tokens");
            TokenUsage known = NormalForm.of(
                    ProviderJson.sum(
                            ProviderJson.count(usage, "total_input_tokens"),
                            ProviderJson.count(usage, "total_tool_use_tokens")),
                    ProviderJson.sum(ProviderJson.count(usage, "total_output_tokens"), thoughts),
                    ProviderJson.count(usage, "total_cached_tokens"),
                    NormalForm.UNKNOWN,
                    thoughts);
            reading.usage(known, ProviderJson.count(usage, "total_tokens"));
            reading.complete();
        }
    }
}
