package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the name of a tool in its definition, or in a call of it, as all protocols write it. */
public final class ToolName {

    /** What a definition or a call may be wrapped in. */
    private static final List<String> WRAPPED_IN =
            List.of("function", "toolSpec", "toolUse", "functionCall", "function_call");

    private ToolName() {}

    /** Return the name of the tool that {@code node} defines or calls; nothing where it does neither. */
    public static Optional<String> of(JsonNode node) {
        return Stream.concat(Stream.of(node), WRAPPED_IN.stream().map(node::path))
                .map(named -> named.path("name"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(name -> !name.isBlank())
                .findFirst();
    }
}
