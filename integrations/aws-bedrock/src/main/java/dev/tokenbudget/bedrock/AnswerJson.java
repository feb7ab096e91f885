package dev.tokenbudget.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what a model may have answered with; what is not JSON, such as an image, counts as empty. */
final class AnswerJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AnswerJson() {}

    static JsonNode read(byte[] document) {
        try {
            JsonNode node = MAPPER.readTree(document);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Return the first of the fields that holds a whole number, or null where none does. */
    static @Nullable Long count(JsonNode object, String... names) {
        for (String name : names) {
            JsonNode value = object.path(name);
            if (value.isIntegralNumber()) {
                return value.longValue();
            }
        }
        return null;
    }
}
