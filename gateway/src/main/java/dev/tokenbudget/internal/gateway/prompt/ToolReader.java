package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Measures and counts the definitions of tools. */
final class ToolReader {

    /** Marks of a place to cache up to are no definitions. */
    private static final List<String> MARKS = List.of("cache_control", "cachePoint");

    /** Google groups functions below one tool, beside its built-in tools; a namespace of OpenAI's contains tools. */
    private static final List<String> GROUPS = List.of("functionDeclarations", "function_declarations", "tools");

    /** Where OpenAI and Anthropic have the name of an MCP server. */
    private static final List<String> MCP_SERVERS = List.of("server_label", "mcp_server_name");

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
        if (known.isEmpty() || known.path("defer_loading").asBoolean()) {
            return;
        }
        List<String> groups =
                GROUPS.stream().filter(name -> known.path(name).isArray()).toList();
        groups.forEach(name -> known.path(name).forEach(this::addTool));
        if (groups.isEmpty()) {
            addTool(known);
        } else if (!known.has("type")) {
            addBuiltIn(known, groups);
        }
    }

    /** Google's built-in tools stand beside the functions of a group, by their names. */
    private void addBuiltIn(JsonNode group, List<String> functions) {
        group.properties().stream()
                .filter(field -> !functions.contains(field.getKey()))
                .forEach(field -> addTool(
                        Optional.of(field.getKey()),
                        JsonNodeFactory.instance.objectNode().set(field.getKey(), field.getValue())));
    }

    private void addTool(JsonNode definition) {
        addTool(ToolName.of(definition).or(() -> nameOfBuiltIn(definition)), definition);
    }

    /**
     * A tool of the provider's own is known by its type, or the only field that it has. An MCP server that the provider asks is
     * named with a blank, which no name of an agent's own tool has.
     */
    private static Optional<String> nameOfBuiltIn(JsonNode definition) {
        return first(definition, MCP_SERVERS)
                .map(server -> "mcp " + server)
                .or(() -> first(definition, List.of("type")))
                .or(() -> definition.size() == 1
                        ? Optional.of(definition.fieldNames().next())
                        : Optional.empty());
    }

    private static Optional<String> first(JsonNode definition, List<String> names) {
        return names.stream()
                .map(definition::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst();
    }

    private void addTool(Optional<String> name, JsonNode definition) {
        tally.addTool();
        tally.items.readDefinition(name, () -> tally.tools.add(CanonicalJson.of(definition), definition.toString()));
    }

    private static JsonNode withoutMarks(JsonNode definition) {
        return definition instanceof ObjectNode object && MARKS.stream().anyMatch(object::has)
                ? object.deepCopy().without(MARKS)
                : definition;
    }
}
