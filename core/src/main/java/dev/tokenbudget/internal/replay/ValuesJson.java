package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tokenbudget.internal.json.JsonFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All the different values of a recording. */
final class ValuesJson {

    /** About as long as a line: a reference to anything shorter says less than the value itself. */
    private static final int SHORTEST = 80;

    /** A stream is read from row to row, which references would interrupt. */
    private static final int SHORTEST_IN_ROWS = 400;

    private static final Set<String> STREAMS = Set.of(BodyJson.EVENTS, BodyJson.LINES);

    private final Map<List<Object>, Value> distinct = new HashMap<>();

    Collection<Value> all() {
        return distinct.values();
    }

    /** Return the value that {@code json} is. */
    Value of(JsonNode json) {
        return of(json, SHORTEST);
    }

    /** Return the list of {@code items}. */
    Value list(List<Value> items) {
        return known(Value.of(Value.Kind.LIST, List.of(), items), SHORTEST);
    }

    /** Return the value that {@code json} is, which may be referred to if it is not shorter than {@code shortest}. */
    private Value of(JsonNode json, int shortest) {
        if (json.isObject()) {
            return object(json, shortest);
        }
        if (json.isArray()) {
            return known(Value.of(Value.Kind.LIST, List.of(), items(json, shortest)), shortest);
        }
        if (json.isTextual() && json.textValue().indexOf('\n') >= 0) {
            List<Value> lines = new ArrayList<>();
            for (String line : json.textValue().split("\n", -1)) {
                lines.add(known(Value.leaf(JsonFile.line(TextNode.valueOf(line))), shortest));
            }
            return known(Value.text(JsonFile.line(json), lines), shortest);
        }
        return known(Value.leaf(JsonFile.line(json)), shortest);
    }

    private Value object(JsonNode json, int shortest) {
        List<String> names = new ArrayList<>();
        List<Value> fields = new ArrayList<>();
        json.properties().forEach(field -> {
            boolean isStream = json.size() == 1 && STREAMS.contains(field.getKey());
            names.add(field.getKey());
            fields.add(isStream ? rows(field.getValue()) : of(field.getValue(), shortest));
        });
        return known(Value.of(Value.Kind.OBJECT, names, fields), shortest);
    }

    private Value rows(JsonNode list) {
        return known(Value.of(Value.Kind.ROWS, List.of(), items(list, SHORTEST_IN_ROWS)), Integer.MAX_VALUE);
    }

    private List<Value> items(JsonNode list, int shortest) {
        List<Value> items = new ArrayList<>();
        list.forEach(item -> items.add(of(item, shortest)));
        return items;
    }

    private Value known(Value value, int shortest) {
        boolean isReferable = value.length() >= shortest;
        return distinct.computeIfAbsent(
                List.of(value.kind(), value.json(), value.names(), value.children(), isReferable),
                key -> isReferable ? value.referable() : value);
    }
}
