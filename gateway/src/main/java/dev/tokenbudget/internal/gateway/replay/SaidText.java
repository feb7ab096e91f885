package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The texts that a model said, by the fields that hold them in any protocol; what a stream brings in pieces is put together. */
final class SaidText {

    private static final Set<String> FIELDS = Set.of(
            "text",
            "content",
            "output_text",
            "thinking",
            "reasoning",
            "reasoning_content",
            "response",
            "generation",
            "completion",
            "outputText",
            "delta");

    /** What a tool is given: JSON, be it an object, a text, or pieces of one. */
    private static final Set<String> GIVEN_TO_TOOLS = Set.of("arguments", "args", "input", "partial_json");

    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
    private final Map<String, StringBuilder> given = new LinkedHashMap<>();

    /** Read the documents of an answer. */
    static SaidText of(List<JsonNode> documents) {
        SaidText said = new SaidText();
        documents.forEach(document -> said.read(document, place(document)));
        return said;
    }

    /** Whether a field of that name holds what a model says. */
    static boolean isField(String name) {
        return FIELDS.contains(name);
    }

    List<String> texts() {
        return texts.values().stream().map(StringBuilder::toString).toList();
    }

    /** Return the texts that tools were given. */
    List<String> givenToTools() {
        List<String> values = new ArrayList<>();
        given.values().forEach(json -> Leaves.textsOf(json.toString(), values::add));
        return values;
    }

    private void read(JsonNode node, String place) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                read(node.get(i), place + i + place(node.get(i)));
            }
        }
        node.properties().forEach(field -> readField(field.getKey(), field.getValue(), place));
    }

    private void readField(String name, JsonNode value, String place) {
        if (GIVEN_TO_TOOLS.contains(name)) {
            add(given, place + name, value.isTextual() ? value.textValue() : value.toString());
        } else if (!value.isTextual()) {
            read(value, place + name + place(value));
        } else if (isField(name)) {
            add(texts, place + name, value.textValue());
        }
    }

    private static void add(Map<String, StringBuilder> texts, String place, String piece) {
        texts.computeIfAbsent(place, unknown -> new StringBuilder()).append(piece);
    }

    /** Return what tells the pieces of one text from those of another: their kind, and the number of their block. */
    private static String place(JsonNode node) {
        StringBuilder place = new StringBuilder(".");
        for (String name : List.of("type", "item_id", "output_index", "content_index", "contentBlockIndex", "index")) {
            if (node.path(name).isValueNode() && !node.path(name).isMissingNode()) {
                place.append(name).append(node.path(name).asText()).append('.');
            }
        }
        return place.toString();
    }
}
