package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tokenbudget.internal.json.JsonFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JSON form of a server-sent event: its fields by name, or its lines where they are no fields with names of their own. */
final class EventJson {

    private static final Pattern FIELD = Pattern.compile("([a-z]{1,20}): (.*)", Pattern.DOTALL);

    private EventJson() {}

    static JsonNode of(Body.Event event) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String line : event.fields()) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches() || fields.has(field.group(1))) {
                return lines(event);
            }
            fields.set(field.group(1), value(field.group(2)));
        }
        return fields.isEmpty() ? lines(event) : fields;
    }

    private static JsonNode lines(Body.Event event) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ArrayNode lines = object.putArray(BodyJson.LINES);
        event.fields().forEach(lines::add);
        return object;
    }

    /** Return a document as it is, if that gives the same bytes again. */
    private static JsonNode value(String text) {
        Optional<JsonNode> document = text.startsWith("{") || text.startsWith("[")
                ? JsonFile.parse(text).filter(json -> JsonFile.line(json).equals(text))
                : Optional.empty();
        return document.map(BodyJson::escaped).orElseGet(() -> TextNode.valueOf(text));
    }

    static Body.Event toEvent(JsonNode json, String pointer) {
        if (!json.isObject()) {
            throw new MalformedPartException(pointer, "an event must be an object, { … }.");
        }
        List<String> lines = new ArrayList<>();
        Optional<JsonNode> listed = PartsJson.only(json, BodyJson.LINES);
        if (listed.isPresent()) {
            listed.get().forEach(line -> lines.add(line.asText()));
        } else {
            json.properties().forEach(field -> lines.add(field.getKey() + ": " + text(field.getValue())));
        }
        return new Body.Event(lines);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : JsonFile.line(BodyJson.unescaped(value));
    }
}
