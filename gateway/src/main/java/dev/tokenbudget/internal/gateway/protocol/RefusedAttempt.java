package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Finds answers that are an error though their status says otherwise: an overloaded provider that has answered 200 can tell
 * so in the stream only. An error before anything was generated is an attempt that the provider refused, as one with an
 * error's status is; after that it cuts an answer that may have been paid for.
 */
public final class RefusedAttempt {

    /** Fields that hold what a model generated, wherever they stand. */
    private static final Set<String> GENERATED = Set.of(
            "arguments",
            "completion",
            "content",
            "data",
            "delta",
            "generation",
            "output_text",
            "outputText",
            "partial_json",
            "reasoning",
            "reasoning_content",
            "refusal",
            "response",
            "text",
            "thinking",
            "transcript");

    /** Fields that hold calls of tools, as objects. */
    private static final Set<String> TOOL_CALLS = Set.of("functionCall", "function_call", "toolUse", "tool_calls");

    /** Fields that repeat the request. */
    private static final Set<String> ECHOED = Set.of("input", "instructions", "metadata", "prompt", "tools");

    private boolean begun;

    /** Take the next document of an answer. */
    public void read(JsonNode document, UsageReading reading) {
        if (begun) {
            return;
        }
        JsonNode own = document.path("bytes").isTextual() ? unpacked(document.path("bytes")) : document;
        begun = holdsGenerated(own);
        if (begun) {
            reading.refused(false);
        } else if (isError(own)) {
            reading.refused(true);
        }
    }

    private static boolean isError(JsonNode document) {
        String type = document.path("type").asText();
        return isFilled(document.path("error"))
                || isFilled(document.path("delta").path("error"))
                || type.equals("error")
                || document.path("object").asText().equals("error")
                || (type.equals("response.failed")
                        && isFilled(document.path("response").path("error")));
    }

    private static boolean isFilled(JsonNode error) {
        return error.isTextual() ? !error.textValue().isEmpty() : error.isContainerNode() && !error.isEmpty();
    }

    private static boolean holdsGenerated(JsonNode node) {
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (holdsGenerated(element)) {
                    return true;
                }
            }
            return false;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!ECHOED.contains(field.getKey()) && isGenerated(field.getKey(), field.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGenerated(String name, JsonNode value) {
        if (value.isTextual()) {
            return GENERATED.contains(name) && !value.textValue().isEmpty();
        }
        return TOOL_CALLS.contains(name) ? !value.isEmpty() : !name.equals("error") && holdsGenerated(value);
    }

    /** A frame of Bedrock's holds the model's own document in base64. */
    private static JsonNode unpacked(JsonNode bytes) {
        try {
            return ProviderJson.parse(bytes.binaryValue());
        } catch (IOException e) {
            return ProviderJson.object();
        }
    }
}
