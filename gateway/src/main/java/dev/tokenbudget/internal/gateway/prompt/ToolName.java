package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Finds the name of a tool in its definition, or in a call of it, as all protocols write it. */
public final class ToolName {

    /** What a definition or a call may be wrapped in. */
    private static final List<String> WRAPPED_IN =
            List.of("function", "toolSpec", "toolUse", "functionCall", "function_call");

    private ToolName() {}

    /** Return the name of the tool that {@code node} defines or calls; nothing where it does neither. */
    public static Optional<String> of(JsonNode node) {
        Optional<String> own = nameIn(node);
        for (String wrapper : WRAPPED_IN) {
            if (own.isPresent()) {
                return own;
            }
            own = nameIn(node.path(wrapper));
        }
        return own;
    }

    private static Optional<String> nameIn(JsonNode node) {
        JsonNode name = node.path("name");
        return name.isTextual() && !name.textValue().isBlank() ? Optional.of(name.textValue()) : Optional.empty();
    }
}
