package dev.tokenbudget.internal.gateway.framing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The objects and arrays of a document that have begun and not ended, with what they hold so far. */
final class OpenContainers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 50;

    /** What all of them hold, the outermost first; each but the last holds the next. Elements of arrays bear its name. */
    private String[] names = new String[32];

    private JsonNode[] values = new JsonNode[32];
    private int count;

    /** Where what each holds begins. */
    private final int[] begins = new int[DEEPEST];

    /** A bit for each that is an array. */
    private long arrays;

    private int depth;

    void clear() {
        count = 0;
        depth = 0;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    /** Whether no more can be opened. */
    boolean isFull() {
        return depth == DEEPEST;
    }

    boolean isInArray() {
        return (arrays >>> (depth - 1) & 1) != 0;
    }

    /** Return the name of the innermost. */
    String name() {
        return names[begins[depth - 1] - 1];
    }

    void openObject(String name) {
        open(name);
        arrays &= ~(1L << (depth - 1));
    }

    void openArray(String name) {
        open(name);
        arrays |= 1L << (depth - 1);
    }

    private void open(String name) {
        add(name, JsonTokens.NONE);
        begins[depth] = count;
        depth++;
    }

    /** Put a field or an element into the innermost. */
    void add(String name, JsonNode value) {
        if (count == names.length) {
            names = Arrays.copyOf(names, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        names[count] = name;
        values[count] = value;
        count++;
    }

    /** Close the innermost, and return it; {@link JsonTokens#NONE} where a name occurs twice in it. */
    JsonNode close() {
        int begin = begins[depth - 1];
        JsonNode closed = isInArray() ? array(begin) : object(begin);
        depth--;
        count = begin;
        values[begin - 1] = closed;
        return closed;
    }

    private JsonNode array(int begin) {
        ArrayNode array = new ArrayNode(NODES, count - begin);
        for (int i = begin; i < count; i++) {
            array.add(values[i]);
        }
        return array;
    }

    private JsonNode object(int begin) {
        Optional<Map<String, JsonNode>> fields =
                count - begin <= SmallFields.MOST ? SmallFields.of(names, values, begin, count) : manyFields(begin);
        return fields.<JsonNode>map(known -> new ObjectNode(NODES, known)).orElse(JsonTokens.NONE);
    }

    private Optional<Map<String, JsonNode>> manyFields(int begin) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        for (int i = begin; i < count; i++) {
            fields.put(names[i], values[i]);
        }
        return fields.size() == count - begin ? Optional.of(fields) : Optional.empty();
    }
}
