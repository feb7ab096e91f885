package dev.tokenbudget.internal.gateway.framing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tokens of JSON from bytes. What cannot be read because the bytes end leaves {@link #at} at their end or behind it;
 * what is unusual leaves it before.
 */
final class JsonCursor {

    /** Stands for a value that is unusual or cut. */
    static final JsonNode NONE = MissingNode.getInstance();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_NAME = 40;

    /** Ids are longer, and differ. */
    private static final int LONGEST_KNOWN_TEXT = 16;

    private static final int MOST_DIGITS = 18;
    private static final int LONGEST_FRACTION = 40;

    final byte[] bytes;
    final int limit;
    int at;

    JsonCursor(byte[] bytes, int at, int limit) {
        this.bytes = bytes;
        this.at = at;
        this.limit = limit;
    }

    boolean isAtEnd() {
        return at >= limit;
    }

    /** Pass over white space, and return what comes then; 0 where nothing does. */
    byte blanksThen() {
        while (at < limit) {
            byte b = bytes[at];
            if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
                return b;
            }
            at = EightBytes.blanksEnd(bytes, at + 1, limit);
        }
        return 0;
    }

    /** Return the name whose opening quote is next, and pass over it; nothing where it is unusual or cut. */
    @Nullable
    String name() {
        int begin = at + 1;
        int close = EightBytes.specialOfText(bytes, begin, limit);
        if (close - begin > LONGEST_NAME) {
            return null;
        }
        if (close >= limit) {
            at = limit;
            return null;
        }
        String name = KnownStrings.NAMES.of(bytes, begin, close);
        if (bytes[close] != '"' || holdsUnreadable(name)) {
            return null;
        }
        at = close + 1;
        return name;
    }

    /** Return the text between two quotes, and pass over it. */
    JsonNode text(int close) {
        int begin = at + 1;
        boolean isShort = close - begin <= LONGEST_KNOWN_TEXT;
        String raw = isShort
                ? KnownStrings.TEXTS.of(bytes, begin, close)
                : new String(bytes, begin, close - begin, StandardCharsets.UTF_8);
        if (holdsUnreadable(raw)) {
            return NONE;
        }
        boolean escaped = raw.indexOf('\\') >= 0;
        String text = escaped ? unescaped(raw) : raw;
        if (escaped && text.isEmpty()) {
            return NONE;
        }
        at = close + 1;
        return new TextNode(text);
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

    /** Return what is neither a text nor holds others, and pass over it. */
    JsonNode literal(byte first) {
        return switch (first) {
            case 't' -> word("true", BooleanNode.TRUE);
            case 'f' -> word("false", BooleanNode.FALSE);
            case 'n' -> word("null", NODES.nullNode());
            default -> number(first);
        };
    }

    private JsonNode word(String word, JsonNode node) {
        int begin = at;
        for (int i = 0; i < word.length(); i++) {
            if (begin + i >= limit) {
                at = limit;
                return NONE;
            }
            if (bytes[begin + i] != word.charAt(i)) {
                return NONE;
            }
        }
        at = begin + word.length();
        return node;
    }

    private JsonNode number(byte first) {
        int begin = at;
        boolean negative = first == '-';
        int digits = negative ? begin + 1 : begin;
        int end = digits;
        long value = 0;
        while (end < limit && isDigit(bytes[end]) && end - digits <= MOST_DIGITS) {
            value = value * 10 + (bytes[end] - '0');
            end++;
        }
        if (end >= limit) {
            at = limit;
            return NONE;
        }
        int count = end - digits;
        byte next = bytes[end];
        boolean leadingZero = count > 1 && bytes[digits] == '0';
        if (count == 0 || count > MOST_DIGITS || leadingZero || next == 'e' || next == 'E') {
            return NONE;
        }
        if (next == '.') {
            return fraction(end + 1);
        }
        if (negative && value == 0) {
            return NONE;
        }
        at = end;
        long signed = negative ? -value : value;
        return signed == (int) signed ? NODES.numberNode((int) signed) : NODES.numberNode(signed);
    }

    private JsonNode fraction(int decimals) {
        int begin = at;
        int longest = Math.min(limit, decimals + LONGEST_FRACTION);
        int end = decimals;
        while (end < longest && isDigit(bytes[end])) {
            end++;
        }
        if (end >= limit) {
            at = limit;
            return NONE;
        }
        if (end == decimals || end == longest || bytes[end] == 'e' || bytes[end] == 'E') {
            return NONE;
        }
        at = end;
        return DoubleNode.valueOf(
                Double.parseDouble(new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1)));
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
