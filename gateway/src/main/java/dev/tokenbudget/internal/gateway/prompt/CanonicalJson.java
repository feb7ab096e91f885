package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * JSON that is the same for the same content: the keys of every object sorted, without spaces. Maps of some languages give
 * their keys in another order each time.
 */
public final class CanonicalJson {

    /** Long enough that a document is handed over in few pieces. */
    private static final int PIECE = 8_192;

    /** Names of calls and messages that a client or provider makes up: no part of what is asked. */
    private static final Set<String> MADE_UP =
            Set.of("id", "call_id", "tool_call_id", "tool_use_id", "toolUseId", "item_id", "callId", "toolCallId");

    /** What a tool is given and gives, where a name like those above is content. */
    private static final Set<String> CONTENT =
            Set.of("input", "args", "arguments", "response", "json", "result", "data");

    private final Consumer<String> out;
    private final boolean named;
    private final StringBuilder piece = new StringBuilder();

    private CanonicalJson(Consumer<String> out, boolean named) {
        this.out = out;
        this.named = named;
    }

    /** Return {@code document} as text. */
    public static String of(JsonNode document) {
        StringBuilder text = new StringBuilder();
        new CanonicalJson(text::append, true).writeAll(document);
        return text.toString();
    }

    /** Return {@code document} as text, without the names that clients and providers make up for its parts. */
    static String withoutNames(JsonNode document) {
        StringBuilder text = new StringBuilder();
        writeWithoutNames(document, text::append);
        return text.toString();
    }

    /** Hand {@code document} to {@code out} in pieces, without the names that clients and providers make up for its parts. */
    static void writeWithoutNames(JsonNode document, Consumer<String> out) {
        new CanonicalJson(out, false).writeAll(document);
    }

    private void writeAll(JsonNode document) {
        write(document, named);
        out.accept(piece.toString());
    }

    private void write(JsonNode node, boolean withNames) {
        if (node.isObject()) {
            writeFields(node, withNames);
        } else if (node.isArray()) {
            piece.append('[');
            for (int i = 0; i < node.size(); i++) {
                piece.append(i == 0 ? "" : ",");
                write(node.get(i), withNames);
            }
            piece.append(']');
        } else {
            writeScalar(node);
        }
        if (piece.length() >= PIECE) {
            out.accept(piece.toString());
            piece.setLength(0);
        }
    }

    /** As {@code node.toString()} does, which loads all of Jackson's data binding for it. */
    private void writeScalar(JsonNode node) {
        if (node.isTextual()) {
            writeText(node.textValue());
        } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            piece.append(node);
        } else {
            piece.append(node.asText());
        }
    }

    private void writeText(String text) {
        piece.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, piece);
        piece.append('"');
    }

    private void writeFields(JsonNode object, boolean withNames) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        piece.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
            if (withNames || !isMadeUp(field)) {
                piece.append(separator);
                writeText(field.getKey());
                piece.append(':');
                write(field.getValue(), withNames || isContent(field));
                separator = ",";
            }
        }
        piece.append('}');
    }

    /** The input of a call is an object, that of a request is a list of messages. */
    private static boolean isContent(Map.Entry<String, JsonNode> field) {
        return field.getValue().isObject() && CONTENT.contains(field.getKey());
    }

    private static boolean isMadeUp(Map.Entry<String, JsonNode> field) {
        return field.getValue().isTextual() && MADE_UP.contains(field.getKey());
    }
}
