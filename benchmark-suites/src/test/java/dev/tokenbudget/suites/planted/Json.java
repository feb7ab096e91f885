package dev.tokenbudget.suites.planted;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Pieces of requests that all protocols have in common, their keys in order. */
final class Json {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Return the schema of an answer in form. */
    static ObjectNode answerSchema(String description) {
        ObjectNode schema = object();
        schema.putObject("properties")
                .putObject("answer")
                .put("description", description)
                .put("type", "string");
        return schema.put("type", "object");
    }

    /** Return the schema of the arguments of every tool. */
    static ObjectNode argumentsSchema() {
        ObjectNode schema = object();
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("about").put("type", "string");
        properties.putObject("limit").put("type", "integer");
        schema.putArray("required").add("about");
        return schema.put("type", "object");
    }
}
