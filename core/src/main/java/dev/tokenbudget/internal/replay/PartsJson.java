package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values that stand once in a recording, put back to where they are referred to. */
final class PartsJson {

    /** One value, which stands among the parts. */
    static final String PART = "$part";

    /** All items of a list that stands among the parts, in place of this one. */
    static final String ALL = "$all";

    /** The lines of a text. */
    static final String TEXT = "$text";

    private final Map<String, JsonNode> parts;
    private final Map<String, JsonNode> resolved = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    PartsJson(Map<String, JsonNode> parts) {
        this.parts = parts;
    }

    /**
     * Return {@code json} with what it refers to.
     *
     * @param pointer where it stands in its file
     * @throws MalformedPartException if it refers to what is not there
     */
    JsonNode resolve(JsonNode json, String pointer) {
        if (json instanceof ArrayNode list) {
            return items(list, pointer);
        }
        if (!(json instanceof ObjectNode object)) {
            return json;
        }
        Optional<JsonNode> part = only(object, PART);
        if (part.isPresent()) {
            return part(part.get(), pointer);
        }
        Optional<JsonNode> text = only(object, TEXT);
        if (text.isPresent()) {
            return TextNode.valueOf(text(text.get(), pointer + "/" + TEXT));
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        object.properties()
                .forEach(field ->
                        whole.set(field.getKey(), resolve(field.getValue(), pointer + "/" + escaped(field.getKey()))));
        return whole;
    }

    private JsonNode items(ArrayNode list, String pointer) {
        ArrayNode whole = JsonNodeFactory.instance.arrayNode(list.size());
        for (int i = 0; i < list.size(); i++) {
            String at = pointer + "/" + i;
            Optional<JsonNode> all = list.get(i) instanceof ObjectNode item ? only(item, ALL) : Optional.empty();
            if (all.isEmpty()) {
                whole.add(resolve(list.get(i), at));
            } else if (part(all.get(), at) instanceof ArrayNode items) {
                whole.addAll(items);
            } else {
                throw new MalformedPartException(at, "the part " + all.get() + " is no list.");
            }
        }
        return whole;
    }

    private String text(JsonNode lines, String pointer) {
        if (!lines.isArray()) {
            throw new MalformedPartException(pointer, "the lines of a text must be a list, [ … ].");
        }
        List<String> whole = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = resolve(lines.get(i), pointer + "/" + i);
            if (!line.isTextual()) {
                throw new MalformedPartException(
                        pointer + "/" + i, "a line of a text must be a text in double quotes.");
            }
            whole.add(line.textValue());
        }
        return String.join("\n", whole);
    }

    private JsonNode part(JsonNode name, String pointer) {
        JsonNode part = name.isTextual() ? parts.get(name.textValue()) : null;
        if (part == null) {
            throw new MalformedPartException(pointer, "there is no part " + name + ".");
        }
        JsonNode known = resolved.get(name.textValue());
        if (known != null) {
            return known;
        }
        if (!open.add(name.textValue())) {
            throw new MalformedPartException(pointer, "the part " + name + " holds itself.");
        }
        JsonNode whole = resolve(part, "/parts/" + escaped(name.textValue()));
        resolved.put(name.textValue(), whole);
        return whole;
    }

    /** Return the value of the only field, where it is called {@code name}. */
    static Optional<JsonNode> only(JsonNode object, String name) {
        return object.size() == 1 ? Optional.ofNullable(object.get(name)) : Optional.empty();
    }

    private static String escaped(String field) {
        return field.replace("~", "~0").replace("/", "~1");
    }
}
