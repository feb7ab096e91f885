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
    private Expected expected = Expected.ROOT;
    private JsonNode object = JsonCursor.NONE;
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
        object = JsonCursor.NONE;
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
        JsonCursor json = new JsonCursor(bytes, begin + done, limit);
        int step = json.at;
        boolean goesOn = !passing || endOfPassed(json);
        while (goesOn) {
            step = json.at;
            goesOn = expected == Expected.SEPARATOR ? separator(json) : element(json, begin);
        }
        end = json.at;
        if (object != JsonCursor.NONE) {
            return Progress.WHOLE;
        }
        done = passing ? cutText + 2 : step - begin;
        return json.isAtEnd() ? Progress.CUT : Progress.UNUSUAL;
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

    private boolean endOfPassed(JsonCursor json) {
        if (json.isAtEnd() || json.bytes[json.at] != '"') {
            return false;
        }
        json.at++;
        passing = false;
        cutText = -1;
        return added(passed, LONG_TEXT);
    }

    private boolean separator(JsonCursor json) {
        byte next = json.blanksThen();
        if (next == ',') {
            json.at++;
            expected = Expected.NEXT;
            return true;
        }
        return next == (open.isInArray() ? ']' : '}') && close(json);
    }

    private boolean close(JsonCursor json) {
        JsonNode closed = open.close();
        if (closed == JsonCursor.NONE) {
            return false;
        }
        json.at++;
        expected = Expected.SEPARATOR;
        object = open.isEmpty() ? closed : object;
        return !open.isEmpty();
    }

    /** Read an element of an array, a field, the beginning of either's value, or the end of what is empty. */
    private boolean element(JsonCursor json, int begin) {
        byte first = json.blanksThen();
        if (expected == Expected.ROOT) {
            return first == '{' && opened(json, "");
        }
        boolean inArray = open.isInArray();
        if (expected == Expected.FIRST && first == (inArray ? ']' : '}')) {
            return close(json);
        }
        if (inArray) {
            return value(json, open.name(), first, begin);
        }
        String name = first == '"' ? json.name() : null;
        if (name == null || json.blanksThen() != ':') {
            return false;
        }
        json.at++;
        return value(json, name, json.blanksThen(), begin);
    }

    private boolean value(JsonCursor json, String name, byte first, int begin) {
        if (first == '{' || first == '[') {
            return !open.isFull() && opened(json, name);
        }
        JsonNode value = first == '"' ? text(json, name, begin) : json.literal(first);
        return value != JsonCursor.NONE && added(name, value);
    }

    private boolean opened(JsonCursor json, String name) {
        if (json.bytes[json.at] == '{') {
            open.openObject(name);
        } else {
            open.openArray(name);
        }
        json.at++;
        expected = Expected.FIRST;
        return true;
    }

    private boolean added(String name, JsonNode value) {
        open.add(name, value);
        expected = Expected.SEPARATOR;
        return true;
    }

    private JsonNode text(JsonCursor json, String name, int begin) {
        int quote = json.at - begin;
        int close = JsonString.end(json.bytes, begin + (cutText == quote ? seen : quote + 1), json.limit);
        boolean isPassedOver = close - json.at > LONGEST_TEXT && !keepsTexts && !isReadWhole(name);
        if (close >= json.limit) {
            json.at = json.limit;
            cutText = quote;
            seen = close - begin;
            passing = isPassedOver;
            passed = name;
            ofEscape = close - json.limit;
            return JsonCursor.NONE;
        }
        if (json.bytes[close] != '"') {
            return JsonCursor.NONE;
        }
        cutText = -1;
        if (isPassedOver) {
            json.at = close + 1;
            return LONG_TEXT;
        }
        return json.text(close);
    }

    /** Answers with one id are one call, so ids that differ must stay different. */
    private static boolean isReadWhole(String name) {
        return name.equals(BYTES) || name.regionMatches(true, name.length() - 2, "id", 0, 2);
    }
}
