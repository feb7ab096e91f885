package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** Measures and counts the definitions of tools. */
final class ToolReader {

    /** Marks of a place to cache up to are no definitions. */
    private static final List<String> MARKS = List.of("cache_control", "cachePoint");

    private final PromptTally<?> tally;

    ToolReader(PromptTally<?> tally) {
        this.tally = tally;
    }

    void read(JsonNode definitions) {
        if (definitions.isObject()) {
            add(definitions);
        } else {
            definitions.forEach(this::add);
        }
    }

    private void add(JsonNode definition) {
        JsonNode known = withoutMarks(definition);
        // One that is loaded when the model searches for it is not in the prompt before.
        if (!known.isEmpty() && !known.path("defer_loading").asBoolean()) {
            tally.addTools(number(known));
            tally.tools.add(CanonicalJson.of(known));
        }
    }

    /** Google groups functions below one tool, beside its built-in tools; a namespace of OpenAI's contains tools. */
    private static int number(JsonNode definition) {
        List<JsonNode> groups = Stream.of("functionDeclarations", "function_declarations", "tools")
                .map(definition::path)
                .filter(JsonNode::isArray)
                .toList();
        if (groups.isEmpty()) {
            return 1;
        }
        int grouped = groups.stream().mapToInt(JsonNode::size).sum();
        boolean isNamespace = definition.has("type");
        return isNamespace ? grouped : grouped + definition.size() - groups.size();
    }

    private static JsonNode withoutMarks(JsonNode definition) {
        return definition instanceof ObjectNode object && MARKS.stream().anyMatch(object::has)
                ? object.deepCopy().without(MARKS)
                : definition;
    }
}
