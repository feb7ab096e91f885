package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.json.JsonFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * JSON with the keys of objects in an order that is good to read and always the same: clients write them in any order, some in
 * another one each time, and what an answer says then does not look like what the next request repeats of it.
 */
public final class OrderedJson {

    /** What an object is, and how it is called. */
    private static final List<String> FIRST = List.of(
            "type",
            "object",
            "role",
            "id",
            "call_id",
            "tool_call_id",
            "tool_use_id",
            "index",
            "name",
            "title",
            "description",
            "model");

    /** What is long, in the order of a prompt. */
    private static final List<String> LAST = List.of(
            "system",
            "systemInstruction",
            "system_instruction",
            "instructions",
            "tools",
            "content",
            "contents",
            "messages",
            "input",
            "output",
            "choices",
            "usage");

    private static final Comparator<String> ORDER =
            Comparator.comparingInt(OrderedJson::place).thenComparing(Comparator.naturalOrder());

    private OrderedJson() {}

    /** Return the JSON document that {@code text} is, in compact form; nothing if it is none, or would not read as the same. */
    public static Optional<String> document(String text) {
        return JsonFile.compact(text)
                .flatMap(JsonFile::parse)
                .map(OrderedJson::ordered)
                .map(JsonFile::line);
    }

    static JsonNode ordered(JsonNode json) {
        if (json instanceof ArrayNode list) {
            ArrayNode ordered = JsonNodeFactory.instance.arrayNode(list.size());
            list.forEach(item -> ordered.add(ordered(item)));
            return ordered;
        }
        if (json instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.sort(ORDER);
            ObjectNode ordered = JsonNodeFactory.instance.objectNode();
            names.forEach(name -> ordered.set(name, ordered(object.get(name))));
            return ordered;
        }
        return json;
    }

    private static int place(String name) {
        return FIRST.contains(name) ? FIRST.indexOf(name) : FIRST.size() + 1 + LAST.indexOf(name);
    }
}
