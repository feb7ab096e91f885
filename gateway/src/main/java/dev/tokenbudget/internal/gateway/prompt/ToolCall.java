package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A tool call of the model's.
 *
 * @param tool the tool's name
 * @param asked the tool and what it is given, the same for the same arguments in whatever order
 */
record ToolCall(String tool, String asked) {

    /** What a tool is given, by the names of all protocols. */
    private static final List<String> ARGUMENTS = List.of("arguments", "input", "args");

    /** Read {@code node}, which may be a call; what it may stand in is none. */
    static Optional<ToolCall> of(JsonNode node) {
        JsonNode tool = node.path("name");
        if (!tool.isTextual()) {
            return Optional.empty();
        }
        return ARGUMENTS.stream()
                .filter(node::has)
                .findFirst()
                .map(arguments -> new ToolCall(
                        tool.textValue(), tool.textValue() + " " + CanonicalJson.of(node.path(arguments))));
    }
}
