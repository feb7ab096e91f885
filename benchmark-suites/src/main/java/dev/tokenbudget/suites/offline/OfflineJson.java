package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the three protocols have in common as JSON. */
final class OfflineJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private OfflineJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** Read a request's body. */
    static ObjectNode read(byte[] body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new BadRequest("The body is not JSON: " + e.getMessage());
        }
        throw new BadRequest("The body must be a JSON object.");
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A script holds arguments that are not JSON: " + json, e);
        }
    }

    /** Return the text of a content that is either a string or a list of blocks, of which only texts are read. */
    static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        return StreamSupport.stream(content.spliterator(), false)
                .filter(block -> block.path("text").isTextual())
                .map(block -> block.path("text").asText())
                .collect(Collectors.joining("\n"));
    }

    /** Return the text of a content that is a string, or its first one in a list of blocks. */
    static String firstText(JsonNode content) {
        return StreamSupport.stream(content.spliterator(), false)
                .map(block -> block.path("text").asText(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(() -> content.asText(""));
    }

    static String required(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new BadRequest(field + ": field required");
        }
        return value.asText();
    }

    static ArrayNode requiredArray(ObjectNode body, String field) {
        if (body.path(field) instanceof ArrayNode array && !array.isEmpty()) {
            return array;
        }
        throw new BadRequest(field + ": at least one is required");
    }

    static OptionalInt number(ObjectNode body, String field) {
        return body.path(field).isInt() ? OptionalInt.of(body.path(field).asInt()) : OptionalInt.empty();
    }
}
