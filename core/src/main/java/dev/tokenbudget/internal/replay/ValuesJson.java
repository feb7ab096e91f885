package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tokenbudget.internal.json.JsonFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All the different values of a recording. */
final class ValuesJson {

    private final Map<List<Object>, Value> distinct = new HashMap<>();

    Collection<Value> all() {
        return distinct.values();
    }

    /** Return the value that {@code json} is. */
    Value of(JsonNode json) {
        if (json.isObject()) {
            List<String> names = new ArrayList<>();
            List<Value> fields = new ArrayList<>();
            json.properties().forEach(field -> {
                names.add(field.getKey());
                fields.add(of(field.getValue()));
            });
            return known(Value.of(Value.Kind.OBJECT, names, fields));
        }
        if (json.isArray()) {
            List<Value> items = new ArrayList<>();
            json.forEach(item -> items.add(of(item)));
            return list(items);
        }
        if (json.isTextual() && json.textValue().indexOf('\n') >= 0) {
            List<Value> lines = new ArrayList<>();
            for (String line : json.textValue().split("\n", -1)) {
                lines.add(known(Value.leaf(JsonFile.line(TextNode.valueOf(line)))));
            }
            return known(Value.text(JsonFile.line(json), lines));
        }
        return known(Value.leaf(JsonFile.line(json)));
    }

    /** Return the list of {@code items}. */
    Value list(List<Value> items) {
        return known(Value.of(Value.Kind.LIST, List.of(), items));
    }

    private Value known(Value value) {
        return distinct.computeIfAbsent(
                List.of(value.kind(), value.json(), value.names(), value.children()), key -> value);
    }
}
