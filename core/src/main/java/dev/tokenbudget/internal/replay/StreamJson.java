package dev.tokenbudget.internal.replay;

import static dev.tokenbudget.internal.replay.PartsJson.only;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The JSON form of a stream of events: what the data of each event repeats stands in front once, and events that are alike
 * are one.
 */
final class StreamJson {

    private static final String EACH = "$each";
    private static final String DATA = "data";

    private StreamJson() {}

    static ArrayNode of(List<Body.Event> events) {
        List<JsonNode> rows = events.stream().map(EventJson::of).toList();
        ObjectNode common = CommonFields.of(rows.stream()
                .map(row -> row.get(DATA))
                .filter(ObjectNode.class::isInstance)
                .toList());
        if (common.isEmpty()) {
            return AlikeRows.joined(rows);
        }
        rows.forEach(row -> {
            if (row.get(DATA) instanceof ObjectNode data) {
                ((ObjectNode) row).set(DATA, CommonFields.without(common, data));
            }
        });
        return AlikeRows.joined(rows)
                .insert(0, JsonNodeFactory.instance.objectNode().set(EACH, common));
    }

    /** Return events in which the texts that come in pieces are changed. */
    static List<Body.Event> withTexts(List<Body.Event> events, UnaryOperator<String> change) {
        List<JsonNode> rows = events.stream().map(EventJson::of).toList();
        return AlikeRows.withTexts(rows, change).stream()
                .map(row -> EventJson.toEvent(row, ""))
                .toList();
    }

    static List<Body.Event> toEvents(JsonNode rows, String pointer) {
        Optional<JsonNode> common = rows.isEmpty() ? Optional.empty() : only(rows.get(0), EACH);
        List<JsonNode> joined = new ArrayList<>();
        rows.forEach(joined::add);
        return AlikeRows.separated(joined.subList(common.isPresent() ? 1 : 0, joined.size()), pointer).stream()
                .map(row -> EventJson.toEvent(whole(row, common), pointer))
                .toList();
    }

    private static JsonNode whole(JsonNode row, Optional<JsonNode> common) {
        if (common.isPresent() && row.get(DATA) instanceof ObjectNode own) {
            return ((ObjectNode) row).deepCopy().set(DATA, CommonFields.with(common.get(), own));
        }
        return row;
    }
}
