package dev.tokenbudget.internal.replay;

import static dev.tokenbudget.internal.replay.PartsJson.only;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.json.JsonFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON form of a stream of events: what the data of each event repeats, such as the model's name, stands in front once. */
final class StreamJson {

    private static final String EACH = "$each";
    private static final String DATA = "data";

    private StreamJson() {}

    static ArrayNode of(List<Body.Event> events) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        events.forEach(event -> rows.add(EventJson.of(event)));
        ObjectNode repeated = repeated(data(rows));
        if (repeated.isEmpty()) {
            return rows;
        }
        data(rows).forEach(data -> repeated.fieldNames().forEachRemaining(data::remove));
        rows.insert(0, JsonNodeFactory.instance.objectNode().set(EACH, repeated));
        return rows;
    }

    private static List<ObjectNode> data(ArrayNode rows) {
        List<ObjectNode> data = new ArrayList<>();
        rows.forEach(row -> {
            if (row.isObject() && row.get(DATA) instanceof ObjectNode document) {
                data.add(document);
            }
        });
        return data;
    }

    /** Return the fields that are the same in all documents; none where it could not be told where they stood. */
    private static ObjectNode repeated(List<ObjectNode> documents) {
        ObjectNode repeated = JsonNodeFactory.instance.objectNode();
        boolean canBePutBack = documents.size() > 1 && documents.stream().allMatch(StreamJson::isOrdered);
        if (canBePutBack) {
            for (Map.Entry<String, JsonNode> field : documents.get(0).properties()) {
                if (documents.stream().allMatch(other -> field.getValue().equals(other.get(field.getKey())))) {
                    repeated.set(field.getKey(), field.getValue());
                }
            }
        }
        return repeated;
    }

    private static boolean isOrdered(JsonNode document) {
        return JsonFile.line(OrderedJson.ordered(document)).equals(JsonFile.line(document));
    }

    static List<Body.Event> toEvents(JsonNode rows, String pointer) {
        Optional<JsonNode> repeated = rows.isEmpty() ? Optional.empty() : only(rows.get(0), EACH);
        List<Body.Event> events = new ArrayList<>();
        for (int i = repeated.isPresent() ? 1 : 0; i < rows.size(); i++) {
            events.add(EventJson.toEvent(whole(rows.get(i), repeated), pointer));
        }
        return events;
    }

    private static JsonNode whole(JsonNode row, Optional<JsonNode> repeated) {
        if (repeated.isPresent()
                && repeated.get() instanceof ObjectNode known
                && row.get(DATA) instanceof ObjectNode own) {
            ObjectNode whole = ((ObjectNode) row).deepCopy();
            ObjectNode data = known.deepCopy();
            data.setAll(own);
            return whole.set(DATA, OrderedJson.ordered(data));
        }
        return row;
    }
}
