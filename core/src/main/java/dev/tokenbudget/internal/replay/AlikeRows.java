package dev.tokenbudget.internal.replay;

import static dev.tokenbudget.internal.replay.PartsJson.only;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tokenbudget.internal.json.JsonFile;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Rows that are alike but for some values, as most events of a stream are, written as one row that holds all of these
 * values. The pieces of a text stand there as the whole text, which then is the same as where the next request repeats it.
 */
final class AlikeRows {

    private static final String PIECES = "$pieces";
    private static final String TEXT = "text";
    private static final String LENGTHS = "lengths";

    /** Two rows are read better as they are. */
    private static final int FEWEST = 3;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AlikeRows() {}

    static ArrayNode joined(List<JsonNode> rows) {
        ArrayNode joined = NODES.arrayNode();
        List<String> forms = rows.stream().map(AlikeRows::form).toList();
        for (int from = 0; from < rows.size(); ) {
            int to = from + 1;
            while (to < rows.size() && forms.get(to).equals(forms.get(from))) {
                to++;
            }
            joined.addAll(joinedAlike(rows.subList(from, to)));
            from = to;
        }
        return joined;
    }

    private static List<JsonNode> joinedAlike(List<JsonNode> rows) {
        if (rows.size() < FEWEST || rows.stream().allMatch(rows.get(0)::equals)) {
            return rows;
        }
        List<List<JsonNode>> leaves = rows.stream().map(AlikeRows::leaves).toList();
        Iterator<Integer> index =
                IntStream.range(0, leaves.get(0).size()).boxed().iterator();
        return List.of(withLeaves(rows.get(0), leaf -> {
            int place = index.next();
            List<JsonNode> values = leaves.stream().map(row -> row.get(place)).toList();
            return values.stream().allMatch(leaf::equals) ? leaf : pieces(values);
        }));
    }

    /** Return rows in which the texts that come in pieces are changed; what is left of such a text is in its first row. */
    static List<JsonNode> withTexts(List<JsonNode> rows, UnaryOperator<String> change) {
        List<JsonNode> changed = new ArrayList<>();
        joined(rows)
                .forEach(row -> changed.add(
                        withLeaves(row, leaf -> isPieces(leaf) ? withText(leaf.get(PIECES), change) : leaf)));
        return separated(changed, "");
    }

    private static JsonNode withText(JsonNode pieces, UnaryOperator<String> change) {
        String text = pieces.path(TEXT).asText();
        String changed = change.apply(text);
        List<JsonNode> values = new ArrayList<>(values(pieces, ""));
        if (!changed.equals(text)) {
            values.replaceAll(piece -> TextNode.valueOf(""));
            values.set(0, TextNode.valueOf(changed));
        }
        return pieces(values);
    }

    private static JsonNode pieces(List<JsonNode> values) {
        ObjectNode pieces = NODES.objectNode();
        if (!values.get(0).isTextual()) {
            pieces.putArray(PIECES).addAll(values);
            return pieces;
        }
        StringBuilder text = new StringBuilder();
        values.forEach(value -> text.append(value.textValue()));
        ObjectNode joined = pieces.putObject(PIECES).put(TEXT, text.toString());
        ArrayNode lengths = joined.putArray(LENGTHS);
        values.forEach(value -> lengths.add(value.textValue().length()));
        return pieces;
    }

    /**
     * Return the rows that were joined to {@code rows}.
     *
     * @param pointer where they stand in their file
     */
    static List<JsonNode> separated(List<JsonNode> rows, String pointer) {
        List<JsonNode> separated = new ArrayList<>();
        for (JsonNode row : rows) {
            List<List<JsonNode>> values = leaves(row).stream()
                    .flatMap(leaf -> only(leaf, PIECES).stream())
                    .map(pieces -> values(pieces, pointer))
                    .toList();
            if (values.isEmpty()) {
                separated.add(row);
                continue;
            }
            int count = values.get(0).size();
            if (values.stream().anyMatch(others -> others.size() != count)) {
                throw new MalformedPartException(pointer, "an event has \"" + PIECES + "\" of different numbers.");
            }
            for (int i = 0; i < count; i++) {
                int number = i;
                Iterator<List<JsonNode>> next = values.iterator();
                separated.add(
                        withLeaves(row, leaf -> isPieces(leaf) ? next.next().get(number) : leaf));
            }
        }
        return separated;
    }

    private static List<JsonNode> values(JsonNode pieces, String pointer) {
        List<JsonNode> values = new ArrayList<>();
        if (pieces.isArray()) {
            pieces.forEach(values::add);
            return values;
        }
        String text = pieces.path(TEXT).asText();
        int from = 0;
        for (JsonNode length : pieces.path(LENGTHS)) {
            int to = Math.min(text.length(), from + Math.max(0, length.asInt()));
            values.add(TextNode.valueOf(text.substring(from, to)));
            from += length.asInt();
        }
        if (from != text.length()) {
            throw new MalformedPartException(
                    pointer,
                    "the \"" + LENGTHS + "\" of pieces add up to " + from + ", but their text has " + text.length()
                            + " characters.");
        }
        return values;
    }

    private static boolean isPieces(JsonNode json) {
        return only(json, PIECES).isPresent();
    }

    /** Return the row with all texts and numbers made the same: rows that are alike have the same form. */
    private static String form(JsonNode row) {
        return JsonFile.line(withLeaves(
                row, leaf -> leaf.isTextual() ? TextNode.valueOf("") : leaf.isNumber() ? IntNode.valueOf(0) : leaf));
    }

    private static List<JsonNode> leaves(JsonNode row) {
        List<JsonNode> leaves = new ArrayList<>();
        withLeaves(row, leaf -> {
            leaves.add(leaf);
            return leaf;
        });
        return leaves;
    }

    /** Return a copy of {@code json} in which the values that are no objects or lists, or are pieces, are replaced in order. */
    private static JsonNode withLeaves(JsonNode json, UnaryOperator<JsonNode> replacement) {
        if (json instanceof ArrayNode list) {
            ArrayNode copy = NODES.arrayNode(list.size());
            list.forEach(item -> copy.add(withLeaves(item, replacement)));
            return copy;
        }
        if (json instanceof ObjectNode object && !isPieces(object)) {
            ObjectNode copy = NODES.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), withLeaves(field.getValue(), replacement)));
            return copy;
        }
        return replacement.apply(json);
    }
}
