package dev.tokenbudget.internal.gateway.framing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;

/**
 * Reads a JSON object out of the bytes that pass, in one pass that copies nothing: most answers come whole in one piece. Long
 * texts are passed over, for nothing reads what a model wrote. Whatever is unusual is left to Jackson.
 */
final class AnswerJson {

    /** What stands for a long text: nothing reads more of it than that it is not empty. */
    static final TextNode LONG_TEXT = new TextNode("…");

    static final int LONGEST_TEXT = 1 << 10;

    /** A frame of Bedrock's holds the model's own document in it. */
    private static final String BYTES = "bytes";

    private static final JsonNode UNUSUAL = MissingNode.getInstance();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 50;
    private static final int MOST_DIGITS = 18;

    private final byte[] bytes;
    private final int limit;
    private int at;

    private AnswerJson(byte[] bytes, int begin, int limit) {
        this.bytes = bytes;
        this.limit = limit;
        this.at = begin;
    }

    /** Start to read the object that begins at {@code begin} and may reach up to {@code limit}. */
    static AnswerJson in(byte[] bytes, int begin, int limit) {
        return new AnswerJson(bytes, begin, limit);
    }

    /** Return the object, or a missing node where it does not end here or is unusual. */
    JsonNode read() {
        return value("", 0);
    }

    /** Return where the object that was read ends. */
    int end() {
        return at;
    }

    /** Whether nothing but white space follows. */
    boolean isLast() {
        blanksThen();
        return at == limit;
    }

    private JsonNode value(String name, int depth) {
        byte first = blanksThen();
        return switch (first) {
            case '{' -> depth < DEEPEST ? object(depth + 1) : UNUSUAL;
            case '[' -> depth < DEEPEST ? array(name, depth + 1) : UNUSUAL;
            case '"' -> text(name);
            case 't' -> word("true", BooleanNode.TRUE);
            case 'f' -> word("false", BooleanNode.FALSE);
            case 'n' -> word("null", NODES.nullNode());
            default -> number(first);
        };
    }

    private JsonNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        at++;
        if (blanksThen() == '}') {
            at++;
            return object;
        }
        while (blanksThen() == '"') {
            JsonString key = JsonString.at(bytes, at, limit);
            if (!key.isName()) {
                return UNUSUAL;
            }
            String name = key.name();
            at = key.end();
            if (blanksThen() != ':') {
                return UNUSUAL;
            }
            at++;
            JsonNode value = value(name, depth);
            if (value == UNUSUAL || object.replace(name, value) != null) {
                return UNUSUAL;
            }
            byte next = blanksThen();
            at++;
            if (next == '}') {
                return object;
            }
            if (next != ',') {
                return UNUSUAL;
            }
        }
        return UNUSUAL;
    }

    private JsonNode array(String name, int depth) {
        ArrayNode array = NODES.arrayNode();
        at++;
        if (blanksThen() == ']') {
            at++;
            return array;
        }
        while (true) {
            JsonNode value = value(name, depth);
            if (value == UNUSUAL) {
                return UNUSUAL;
            }
            array.add(value);
            byte next = blanksThen();
            at++;
            if (next == ']') {
                return array;
            }
            if (next != ',') {
                return UNUSUAL;
            }
        }
    }

    private JsonNode text(String name) {
        JsonString text = JsonString.at(bytes, at, limit);
        if (!text.isWhole()) {
            return UNUSUAL;
        }
        at = text.end();
        if (text.length() > LONGEST_TEXT && !isReadWhole(name)) {
            return LONG_TEXT;
        }
        return text.value().<JsonNode>map(TextNode::new).orElse(UNUSUAL);
    }

    /** Answers with one id are one call, so ids that differ must stay different. */
    private static boolean isReadWhole(String name) {
        return name.equals(BYTES) || name.regionMatches(true, name.length() - 2, "id", 0, 2);
    }

    private JsonNode word(String word, JsonNode node) {
        int end = at + word.length();
        if (end > limit) {
            return UNUSUAL;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return UNUSUAL;
            }
        }
        at = end;
        return node;
    }

    private JsonNode number(byte first) {
        int begin = at;
        boolean negative = first == '-';
        int digits = negative ? begin + 1 : begin;
        long value = 0;
        at = digits;
        while (at < limit && isDigit(bytes[at]) && at - digits <= MOST_DIGITS) {
            value = value * 10 + (bytes[at] - '0');
            at++;
        }
        int count = at - digits;
        boolean leadingZero = count > 1 && bytes[digits] == '0';
        if (count == 0 || count > MOST_DIGITS || leadingZero || at >= limit) {
            return UNUSUAL;
        }
        byte next = bytes[at];
        if (next == '.') {
            return fraction(begin);
        }
        if (next == 'e' || next == 'E' || (negative && value == 0)) {
            return UNUSUAL;
        }
        long signed = negative ? -value : value;
        return signed == (int) signed ? NODES.numberNode((int) signed) : NODES.numberNode(signed);
    }

    private JsonNode fraction(int begin) {
        int decimals = ++at;
        while (at < limit && isDigit(bytes[at])) {
            at++;
        }
        boolean isPlain = at > decimals && at < limit && bytes[at] != 'e' && bytes[at] != 'E';
        return isPlain
                ? DoubleNode.valueOf(
                        Double.parseDouble(new String(bytes, begin, at - begin, StandardCharsets.ISO_8859_1)))
                : UNUSUAL;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Pass over white space, and return what comes then; 0 where nothing does. */
    private byte blanksThen() {
        while (at < limit) {
            byte b = bytes[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
            at++;
        }
        return 0;
    }
}
