package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * OpenAI's Responses API. A response may be made in the background and fetched later, many times: fetching it is no
 * further call.
 */
final class Responses implements Protocol {

    private static final Pattern CREATE = Pattern.compile(".*/responses(/compact)?");
    private static final Pattern FETCH = Pattern.compile(".*/responses/[^/]+(/cancel)?");
    private static final Set<String> COUNTING = Set.of("input_tokens");

    @Override
    public boolean matches(ModelRequest request) {
        return isCreation(request) || isRetrieval(request);
    }

    @Override
    public boolean isRetrieval(ModelRequest request) {
        String last = request.path().substring(request.path().lastIndexOf('/') + 1);
        boolean fetches = request.method().equals("GET") || last.equals("cancel");
        return fetches && FETCH.matcher(request.path()).matches() && !COUNTING.contains(last) && !isCreation(request);
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return Responses::read;
    }

    @Override
    public String error(int status, String sentence) {
        return OpenAiUsage.error(status, sentence);
    }

    private static boolean isCreation(ModelRequest request) {
        return request.isPost() && CREATE.matcher(request.path()).matches();
    }

    static void read(JsonNode document, UsageReading reading) {
        if (document.path("type").asText().equals("response.output_item.added")) {
            countToolCall(document.path("item"), reading);
            return;
        }
        JsonNode response = document.path("response").isObject() ? document.path("response") : document;
        reading.model(ProviderJson.text(response.path("model")));
        if (!response.path("output").isEmpty()) {
            reading.toolCalls(List.of());
            response.path("output").forEach(item -> countToolCall(item, reading));
        }
        if (response.path("object").asText().startsWith("response")) {
            reading.responseId(ProviderJson.text(response.path("id")));
            reading.serviceTier(response.path("service_tier"));
            reading.stopReason(ProviderJson.text(
                    response.path("incomplete_details").path("reason").isTextual()
                            ? response.path("incomplete_details").path("reason")
                            : response.path("status")));
        }
        if (response.path("usage").isObject()) {
            OpenAiUsage.read(response.path("usage"), reading);
            reading.complete();
        }
    }

    private static void countToolCall(JsonNode item, UsageReading reading) {
        // function_call and custom_tool_call: the agent's own tools; the provider's end in _call too, such as
        // web_search_call.
        String type = item.path("type").asText();
        if (type.equals("function_call") || type.equals("custom_tool_call")) {
            reading.toolCall(item);
        }
    }
}
