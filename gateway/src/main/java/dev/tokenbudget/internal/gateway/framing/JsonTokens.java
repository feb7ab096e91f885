package dev.tokenbudget.internal.gateway.framing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;

/**
 * Reads the tokens of JSON. Each method takes where a token begins, and returns where it ends; {@link #CUT} where the bytes end
 * before it does, and {@link #UNUSUAL} where it is left to Jackson. Positions are passed on, for
 * keeping them in a field made reading an answer a tenth slower.
 */
final class JsonTokens {

    static final int CUT = -1;
    static final int UNUSUAL = -2;

    /** Stands for a value that was not read. */
    static final JsonNode NONE = MissingNode.getInstance();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_NAME = 40;

    /** Ids are longer, and differ. */
    private static final int LONGEST_KNOWN_TEXT = 16;

    private static final int MOST_DIGITS = 18;
    private static final int LONGEST_FRACTION = 40;

    private String name = "";
    private JsonNode value = NONE;

    /** Return the name that was read last. */
    String name() {
        return name;
    }

    /** Return the value that was read last. */
    JsonNode value() {
        return value;
    }

    /** Return where white space ends; {@link #CUT} where nothing follows it. */
    static int blanks(byte[] bytes, int begin, int limit) {
        int at = begin;
        while (at < limit) {
            byte b = bytes[at];
            if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
                return at;
            }
            at = EightBytes.blanksEnd(bytes, at + 1, limit);
        }
        return CUT;
    }

    /** Read a name, the colon after it, and white space on both sides of that. */
    int field(byte[] bytes, int quote, int limit) {
        int begin = quote + 1;
        int close = EightBytes.specialOfText(bytes, begin, limit);
        if (close - begin > LONGEST_NAME) {
            return UNUSUAL;
        }
        if (close >= limit) {
            return CUT;
        }
        name = KnownStrings.NAMES.of(bytes, begin, close);
        if (bytes[close] != '"' || holdsUnreadable(name)) {
            return UNUSUAL;
        }
        int colon = blanks(bytes, close + 1, limit);
        if (colon < 0 || bytes[colon] != ':') {
            return colon < 0 ? colon : UNUSUAL;
        }
        return blanks(bytes, colon + 1, limit);
    }

    /** Read the text between two quotes. */
    int text(byte[] bytes, int quote, int close) {
        int begin = quote + 1;
        boolean isShort = close - begin <= LONGEST_KNOWN_TEXT;
        String raw = isShort
                ? KnownStrings.TEXTS.of(bytes, begin, close)
                : new String(bytes, begin, close - begin, StandardCharsets.UTF_8);
        if (holdsUnreadable(raw)) {
            return UNUSUAL;
        }
        boolean escaped = raw.indexOf('\\') >= 0;
        String text = escaped ? unescaped(raw) : raw;
        if (escaped && text.isEmpty()) {
            return UNUSUAL;
        }
        value = new TextNode(text);
        return close + 1;
    }

    /** Whether {@code text} may stand for bytes that are no UTF-8. */
    private static boolean holdsUnreadable(String text) {
        return text.indexOf('\uFFFD') >= 0;
    }

    /** Return {@code raw} without its escape sequences; an empty text where one is not of one character. */
    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int from = 0;
        for (int at = raw.indexOf('\\'); at >= 0; at = raw.indexOf('\\', from)) {
            int which = at + 1 < raw.length() ? "\"\\/bfnrt".indexOf(raw.charAt(at + 1)) : -1;
            if (which < 0) {
                return "";
            }
            text.append(raw, from, at).append("\"\\/\b\f\n\r\t".charAt(which));
            from = at + 2;
        }
        return text.append(raw, from, raw.length()).toString();
    }

    /** Read what is neither a text nor holds others. */
    int literal(byte[] bytes, int begin, int limit) {
        return switch (bytes[begin]) {
            case 't' -> word("true", BooleanNode.TRUE, bytes, begin, limit);
            case 'f' -> word("false", BooleanNode.FALSE, bytes, begin, limit);
            case 'n' -> word("null", NODES.nullNode(), bytes, begin, limit);
            default -> number(bytes, begin, limit);
        };
    }

    private int word(String word, JsonNode node, byte[] bytes, int begin, int limit) {
        for (int i = 0; i < word.length(); i++) {
            if (begin + i >= limit) {
                return CUT;
            }
            if (bytes[begin + i] != word.charAt(i)) {
                return UNUSUAL;
            }
        }
        value = node;
        return begin + word.length();
    }

    private int number(byte[] bytes, int begin, int limit) {
        boolean negative = bytes[begin] == '-';
        int digits = negative ? begin + 1 : begin;
        int end = digits;
        long known = 0;
        while (end < limit && isDigit(bytes[end]) && end - digits <= MOST_DIGITS) {
            known = known * 10 + (bytes[end] - '0');
            end++;
        }
        if (end >= limit) {
            return CUT;
        }
        int count = end - digits;
        byte next = bytes[end];
        boolean leadingZero = count > 1 && bytes[digits] == '0';
        if (count == 0 || count > MOST_DIGITS || leadingZero || next == 'e' || next == 'E') {
            return UNUSUAL;
        }
        if (next == '.') {
            return fraction(bytes, begin, end + 1, limit);
        }
        if (negative && known == 0) {
            return UNUSUAL;
        }
        long signed = negative ? -known : known;
        value = signed == (int) signed ? NODES.numberNode((int) signed) : NODES.numberNode(signed);
        return end;
    }

    private int fraction(byte[] bytes, int begin, int decimals, int limit) {
        int longest = Math.min(limit, decimals + LONGEST_FRACTION);
        int end = decimals;
        while (end < longest && isDigit(bytes[end])) {
            end++;
        }
        if (end >= limit) {
            return CUT;
        }
        if (end == decimals || end == longest || bytes[end] == 'e' || bytes[end] == 'E') {
            return UNUSUAL;
        }
        value = DoubleNode.valueOf(
                Double.parseDouble(new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1)));
        return end;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
