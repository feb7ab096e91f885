package dev.tokenbudget.internal.gateway.counting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import java.util.Optional;
import java.util.Set;

/**
 * The request by which a provider counts the tokens of another, without answering that.
 *
 * @param target path and query of the endpoint that counts
 * @param body what it is asked
 * @param field the field of its answer that holds the tokens
 */
record CountedRequest(String target, JsonNode body, String field) {

    /** What Anthropic's endpoint takes of a message's fields; it refuses any other, such as {@code max_tokens}. */
    private static final Set<String> ANTHROPIC = Set.of(
            "model",
            "messages",
            "system",
            "tools",
            "tool_choice",
            "thinking",
            "mcp_servers",
            "output_config",
            "context_management");

    /** What OpenAI's endpoint takes of a response's fields. */
    private static final Set<String> RESPONSES = Set.of(
            "model",
            "input",
            "instructions",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "reasoning",
            "text",
            "truncation",
            "conversation",
            "previous_response_id");

    /**
     * Return how {@code asked} is counted; nothing where its provider has no endpoint for that.
     *
     * @param target its path and query
     */
    static Optional<CountedRequest> of(ModelRequest asked, String target) {
        String query = target.contains("?") ? target.substring(target.indexOf('?')) : "";
        String path = target.substring(0, target.length() - query.length());
        if (asked.pathEndsWith("/v1/messages")) {
            return Optional.of(
                    new CountedRequest(path + "/count_tokens" + query, only(ANTHROPIC, asked.body()), "input_tokens"));
        }
        if (asked.pathEndsWith("/responses")) {
            return Optional.of(
                    new CountedRequest(path + "/input_tokens" + query, only(RESPONSES, asked.body()), "input_tokens"));
        }
        if (asked.pathEndsWith(":generatecontent") || asked.pathEndsWith(":streamgeneratecontent")) {
            return Optional.of(gemini(asked, path, query));
        }
        return Optional.empty();
    }

    private static CountedRequest gemini(ModelRequest asked, String path, String query) {
        ObjectNode counted = ProviderJson.object();
        ObjectNode request = counted.putObject("generateContentRequest");
        request.put("model", "models/" + asked.model());
        asked.body().properties().forEach(field -> request.set(field.getKey(), field.getValue()));
        // alt=sse is for streams alone
        String rest = query.replaceAll("alt=sse&?", "").replaceAll("[?&]$", "");
        return new CountedRequest(
                path.substring(0, path.lastIndexOf(':')) + ":countTokens" + rest, counted, "totalTokens");
    }

    private static ObjectNode only(Set<String> fields, JsonNode body) {
        ObjectNode kept = ProviderJson.object();
        body.properties().stream()
                .filter(field -> fields.contains(field.getKey()))
                .forEach(field -> kept.set(field.getKey(), field.getValue()));
        return kept;
    }
}
