package dev.tokenbudget.internal.history.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.util.Set;

/**
 * Reads a file that is one list, or one object around a list, element by element; and several such values behind each other. What
 * follows a fault cannot be told apart any more and is left out.
 */
final class JsonDocumentReader {

    private static final String RESOURCES = "resourceSpans";

    /** Fields whose elements are records of their own. */
    private static final Set<String> LISTS = Set.of("data", "runs", RESOURCES);

    private final ObjectMapper json = Json.lenient().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final JsonRecords records;
    private final RecordHandler handler;

    JsonDocumentReader(RecordHandler handler) {
        this.records = new JsonRecords(handler);
        this.handler = handler;
    }

    void read(Reader file) throws IOException {
        try (JsonParser parser = json.getFactory().createParser(file)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            try {
                while (parser.nextToken() != null) {
                    value(parser);
                }
            } catch (JsonProcessingException e) {
                handler.unreadable(
                        parser.currentLocation().getLineNr(), Json.why(e) + ", and nothing from there on is read");
            }
        }
    }

    private void value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            elements(parser, "");
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(parser);
        } else {
            records.take(line(parser), json.readTree(parser));
        }
    }

    private void object(JsonParser parser) throws IOException {
        long line = line(parser);
        ObjectNode others = json.createObjectNode();
        boolean holdsRecords = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean isList = parser.nextToken() == JsonToken.START_ARRAY && LISTS.contains(name);
            if (isList) {
                elements(parser, name);
                holdsRecords = true;
            } else {
                others.set(name, json.readTree(parser));
            }
        }
        if (!holdsRecords) {
            records.take(line, others);
        }
    }

    private void elements(JsonParser parser, String list) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long line = line(parser);
            JsonNode element = json.readTree(parser);
            records.take(
                    line,
                    list.equals(RESOURCES)
                            ? json.createObjectNode()
                                    .set(list, json.createArrayNode().add(element))
                            : element);
        }
    }

    private static long line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
