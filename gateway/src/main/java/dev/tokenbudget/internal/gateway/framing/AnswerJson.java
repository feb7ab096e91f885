package dev.tokenbudget.internal.gateway.framing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Reads a JSON object as its bytes come, each byte once. Long texts are passed over where nobody reads what a model wrote.
 * Whatever is unusual is left to Jackson.
 *
 * <p>Where the bytes end within the object, what was read of it is kept, but for the field or element that was begun: that is
 * read again when more has come.
 */
final class AnswerJson {

    /** What came of reading. */
    enum Progress {
        /** The object was read to its end. */
        WHOLE,
        /** The bytes end before the object does. */
        CUT,
        /** It is not as answers usually are, or no JSON object at all. */
        UNUSUAL
    }

    private enum Expected {
        ROOT,
        FIRST,
        NEXT,
        SEPARATOR
    }

    /** What stands for a long text: nothing reads more of it than that it is not empty. */
    static final TextNode LONG_TEXT = new TextNode("…");

    static final int LONGEST_TEXT = 1 << 10;

    /** A frame of Bedrock's holds the model's own document in it. */
    private static final String BYTES = "bytes";

    private final boolean keepsTexts;
    private final OpenContainers open = new OpenContainers();
    private final JsonTokens tokens = new JsonTokens();
    private Expected expected = Expected.ROOT;
    private JsonNode object = JsonTokens.NONE;
    private int end;

    /** How much of the object need not be read again. */
    private int done;

    /** Of a text that was cut, where its opening quote is, and how far it was looked through. */
    private int cutText = -1;

    private int seen;

    /** Whether that text is passed over, under which name it stands, and how much of an escape sequence is still to come. */
    private boolean passing;

    private String passed = "";
    private int ofEscape;

    /**
     * Begin to read.
     *
     * @param keepsTexts whether texts are kept however long they are
     */
    AnswerJson(boolean keepsTexts) {
        this.keepsTexts = keepsTexts;
    }

    /** Begin to read another object. */
    void begin() {
        open.clear();
        expected = Expected.ROOT;
        object = JsonTokens.NONE;
        done = 0;
        cutText = -1;
        passing = false;
    }

    /**
     * Go on to read.
     *
     * @param bytes where all that has come of the object stands together, but for what was passed over
     * @param begin where it begins in them
     * @param limit where they end
     */
    Progress read(byte[] bytes, int begin, int limit) {
        int step = begin + done;
        int at = passing ? endOfPassed(bytes, step, limit) : step;
        while (at >= 0 && object == JsonTokens.NONE) {
            step = at;
            int next = JsonTokens.blanks(bytes, at, limit);
            if (next < 0) {
                at = next;
            } else if (expected == Expected.SEPARATOR) {
                at = separator(bytes[next], next);
            } else {
                at = element(bytes, next, limit, begin);
            }
        }
        end = at;
        done = passing ? cutText + 2 : step - begin;
        if (at >= 0) {
            return Progress.WHOLE;
        }
        return at == JsonTokens.CUT ? Progress.CUT : Progress.UNUSUAL;
    }

    /** Return the object that was read. */
    JsonNode object() {
        return object;
    }

    /** Return where the object ends that was read. */
    int end() {
        return end;
    }

    /**
     * Whether the bytes ended in a text that is passed over. Of the object, what is {@link #done} is needed and no more: the
     * last byte of it stands for the text, and what follows is the text's closing quote.
     */
    boolean isPassing() {
        return passing;
    }

    /** Return how much of the object need not be read again. */
    int done() {
        return done;
    }

    /**
     * Pass over the text in which the bytes ended.
     *
     * @return where it ends in {@code bytes}; {@code limit} where it goes on, or {@code begin} where none is passed over
     */
    int passOver(byte[] bytes, int begin, int limit) {
        if (!passing) {
            return begin;
        }
        int at = JsonString.end(bytes, begin + ofEscape, limit);
        ofEscape = Math.max(0, at - limit);
        return Math.min(at, limit);
    }

    private int endOfPassed(byte[] bytes, int at, int limit) {
        if (at >= limit || bytes[at] != '"') {
            return at >= limit ? JsonTokens.CUT : JsonTokens.UNUSUAL;
        }
        passing = false;
        cutText = -1;
        return added(passed, LONG_TEXT, at + 1);
    }

    private int separator(byte next, int at) {
        if (next == ',') {
            expected = Expected.NEXT;
            return at + 1;
        }
        return next == (open.isInArray() ? ']' : '}') ? close(at) : JsonTokens.UNUSUAL;
    }

    private int close(int at) {
        JsonNode closed = open.close();
        if (closed == JsonTokens.NONE) {
            return JsonTokens.UNUSUAL;
        }
        expected = Expected.SEPARATOR;
        object = open.isEmpty() ? closed : object;
        return at + 1;
    }

    /** Read an element of an array, a field, the beginning of either's value, or the end of what is empty. */
    private int element(byte[] bytes, int at, int limit, int begin) {
        byte first = bytes[at];
        if (expected == Expected.ROOT) {
            return first == '{' ? opened(first, "", at) : JsonTokens.UNUSUAL;
        }
        boolean inArray = open.isInArray();
        if (expected == Expected.FIRST && first == (inArray ? ']' : '}')) {
            return close(at);
        }
        if (inArray) {
            return value(bytes, at, limit, open.name(), begin);
        }
        int value = first == '"' ? tokens.field(bytes, at, limit) : JsonTokens.UNUSUAL;
        return value < 0 ? value : value(bytes, value, limit, tokens.name(), begin);
    }

    private int value(byte[] bytes, int at, int limit, String name, int begin) {
        byte first = bytes[at];
        if (first == '{' || first == '[') {
            return open.isFull() ? JsonTokens.UNUSUAL : opened(first, name, at);
        }
        if (first == '"') {
            return text(bytes, at, limit, name, begin);
        }
        int end = tokens.literal(bytes, at, limit);
        return end < 0 ? end : added(name, tokens.value(), end);
    }

    private int opened(byte bracket, String name, int at) {
        if (bracket == '{') {
            open.openObject(name);
        } else {
            open.openArray(name);
        }
        expected = Expected.FIRST;
        return at + 1;
    }

    private int added(String name, JsonNode value, int end) {
        open.add(name, value);
        expected = Expected.SEPARATOR;
        return end;
    }

    private int text(byte[] bytes, int at, int limit, String name, int begin) {
        int quote = at - begin;
        int close = JsonString.end(bytes, cutText == quote ? begin + seen : at + 1, limit);
        boolean isPassedOver = close - at > LONGEST_TEXT && !keepsTexts && !isReadWhole(name);
        if (close >= limit) {
            cutText = quote;
            seen = close - begin;
            passing = isPassedOver;
            passed = name;
            ofEscape = close - limit;
            return JsonTokens.CUT;
        }
        if (bytes[close] != '"') {
            return JsonTokens.UNUSUAL;
        }
        cutText = -1;
        if (isPassedOver) {
            return added(name, LONG_TEXT, close + 1);
        }
        int end = tokens.text(bytes, at, close);
        return end < 0 ? end : added(name, tokens.value(), end);
    }

    /** Answers with one id are one call, so ids that differ must stay different. */
    private static boolean isReadWhole(String name) {
        return name.equals(BYTES) || name.regionMatches(true, name.length() - 2, "id", 0, 2);
    }
}
