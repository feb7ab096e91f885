package dev.tokenbudget.internal.replay;

import static dev.tokenbudget.internal.replay.PartsJson.only;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.json.JsonFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The JSON form of a body: a document stands there as it is, any other body as an object with one field that says what it
 * is.
 */
final class BodyJson {

    static final String EVENTS = "$events";
    static final String LINES = "$lines";
    private static final String PLAIN = "$plain";
    private static final String BASE64 = "$base64";

    /** The only field of an object that would be taken for one of ours; it gets one more $ in front. */
    private static final Pattern OURS = Pattern.compile("\\$+(part|all|text|events|pieces|lines|plain|base64)");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private BodyJson() {}

    /** Return the JSON form, in which texts are whole and nothing is shared yet; nothing of an empty body. */
    static Optional<JsonNode> of(Body body) {
        if (body instanceof Body.Json json) {
            return Optional.of(escaped(document(json.document())));
        }
        if (body instanceof Body.Events stream) {
            return Optional.of(NODES.objectNode().set(EVENTS, StreamJson.of(stream.events())));
        }
        if (body instanceof Body.Lines lines) {
            ObjectNode object = NODES.objectNode();
            ArrayNode documents = object.putArray(LINES);
            lines.documents().forEach(line -> documents.add(escaped(document(line))));
            return Optional.of(object);
        }
        if (body instanceof Body.Text plain) {
            return Optional.of(NODES.objectNode().put(PLAIN, plain.text()));
        }
        return body instanceof Body.Bytes bytes
                ? Optional.of(NODES.objectNode().put(BASE64, bytes.base64()))
                : Optional.empty();
    }

    private static JsonNode document(String text) {
        return JsonFile.parse(text).orElseThrow(() -> new IllegalArgumentException("A body is no JSON: " + text));
    }

    /**
     * Return the body.
     *
     * @param json its form, with what it refers to
     * @param pointer where it stands in its file
     */
    static Body toBody(JsonNode json, String pointer) {
        Optional<JsonNode> events = only(json, EVENTS);
        if (events.isPresent()) {
            return new Body.Events(StreamJson.toEvents(requireList(events.get(), pointer), pointer));
        }
        Optional<JsonNode> lines = only(json, LINES);
        if (lines.isPresent()) {
            List<String> documents = new ArrayList<>();
            requireList(lines.get(), pointer).forEach(line -> documents.add(JsonFile.line(unescaped(line))));
            return new Body.Lines(documents);
        }
        Optional<JsonNode> plain = only(json, PLAIN);
        if (plain.isPresent()) {
            return new Body.Text(text(plain.get(), pointer));
        }
        Optional<JsonNode> bytes = only(json, BASE64);
        return bytes.isPresent()
                ? new Body.Bytes(text(bytes.get(), pointer))
                : new Body.Json(JsonFile.line(unescaped(json)));
    }

    /** Return a document with the fields that all answers of its recording have. */
    static Body.Json with(JsonNode common, Body.Json own) {
        return document(own.document()) instanceof ObjectNode document
                ? new Body.Json(JsonFile.line(CommonFields.with(unescaped(common), document)))
                : own;
    }

    /** Return the fields that all bodies have; none where not all of them are documents. */
    static ObjectNode common(List<Body> bodies) {
        return bodies.stream().allMatch(Body.Json.class::isInstance)
                ? CommonFields.of(bodies.stream()
                        .map(body -> document(((Body.Json) body).document()))
                        .toList())
                : NODES.objectNode();
    }

    /** Return the JSON form of a document without the fields that all have. */
    static JsonNode without(ObjectNode common, Body body) {
        ObjectNode whole = (ObjectNode) document(((Body.Json) body).document());
        return escaped(CommonFields.without(common, whole));
    }

    private static JsonNode requireList(JsonNode json, String pointer) {
        if (!json.isArray()) {
            throw new MalformedPartException(pointer, "what is in the body must be a list, [ … ].");
        }
        return json;
    }

    private static String text(JsonNode json, String pointer) {
        if (!json.isTextual()) {
            throw new MalformedPartException(pointer, "the body must be a text in double quotes.");
        }
        return json.textValue();
    }

    static JsonNode escaped(JsonNode document) {
        return renamed(document, name -> OURS.matcher(name).matches() ? "$" + name : name);
    }

    static JsonNode unescaped(JsonNode document) {
        return renamed(
                document, name -> name.startsWith("$$") && OURS.matcher(name).matches() ? name.substring(1) : name);
    }

    /** Rename the only fields of objects. */
    private static JsonNode renamed(JsonNode json, UnaryOperator<String> names) {
        if (json instanceof ArrayNode list) {
            ArrayNode renamed = NODES.arrayNode(list.size());
            list.forEach(item -> renamed.add(renamed(item, names)));
            return renamed;
        }
        if (json instanceof ObjectNode object) {
            ObjectNode renamed = NODES.objectNode();
            object.properties()
                    .forEach(field -> renamed.set(
                            object.size() == 1 ? names.apply(field.getKey()) : field.getKey(),
                            renamed(field.getValue(), names)));
            return renamed;
        }
        return json;
    }
}
