package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.prompt.CanonicalJson;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** The tool calls in a document, for providers that give them no id. */
final class ToolCalls {

    private static final List<String> GIVEN = List.of("arguments", "input", "args");

    private ToolCalls() {}

    /** Hand each tool call in {@code node} to {@code sink}, as its tool and what that is given. */
    static void of(JsonNode node, Consumer<String> sink) {
        JsonNode tool = node.path("name");
        if (tool.isTextual()) {
            GIVEN.stream()
                    .map(node::path)
                    .map(ToolCalls::document)
                    // A stream begins a call with nothing, and brings what it is given later.
                    .filter(given -> given.isObject() && !given.isEmpty())
                    .findFirst()
                    .ifPresent(given -> sink.accept(tool.textValue() + " " + CanonicalJson.of(given)));
        }
        node.forEach(child -> of(child, sink));
    }

    private static JsonNode document(JsonNode given) {
        return given.isTextual() ? ProviderJson.parse(given.textValue().getBytes(StandardCharsets.UTF_8)) : given;
    }
}
