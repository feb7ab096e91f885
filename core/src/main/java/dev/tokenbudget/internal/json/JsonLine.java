package dev.tokenbudget.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one line of a file of lines in the order in which they stand there. As strict as {@link JsonFile}, and
 * several times as fast: there may be hundreds of thousands of lines.
 *
 * <p>Every method throws an {@link IOException} where the text is no JSON, and an {@link IllegalArgumentException} where a
 * value is of another type than the one asked for.
 */
public final class JsonLine implements AutoCloseable {

    private static final JsonFactory LINES = new JsonFactory();

    private final JsonParser parser;
    private final RepeatedTexts repeated;

    private JsonLine(JsonParser parser, RepeatedTexts repeated) {
        this.parser = parser;
        this.repeated = repeated;
    }

    /**
     * Begin to read a line in UTF-8, which is an object.
     *
     * @param bytes where the line is
     * @param from where it begins
     * @param length how many bytes it has at most
     * @param repeated the texts that lines have in common
     */
    public static JsonLine of(byte[] bytes, int from, int length, RepeatedTexts repeated) throws IOException {
        JsonParser parser = LINES.createParser(bytes, from, length);
        if (length > 0 && bytes[from] == '{') {
            parser.nextToken();
        }
        return new JsonLine(parser, repeated);
    }

    /** Go into the object that stands here. */
    public void beginObject() {
        expect(JsonToken.START_OBJECT);
    }

    /** Go into the list that stands here. */
    public void beginArray() {
        expect(JsonToken.START_ARRAY);
    }

    /** Return the whole number that is the next element of the list. */
    public long nextLong() throws IOException {
        parser.nextToken();
        return wholeLong();
    }

    /** Leave the list, which has no further element. */
    public void endArray() throws IOException {
        parser.nextToken();
        expect(JsonToken.END_ARRAY);
    }

    /** Go to the next field of the object and return its name, or leave the object and return nothing where there is none. */
    public @Nullable String nextField() throws IOException {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return null;
        }
        String field = parser.currentName();
        parser.nextToken();
        return field;
    }

    /** Return the text that stands here. */
    public String text() throws IOException {
        expect(JsonToken.VALUE_STRING);
        return parser.getText();
    }

    /** Return the text that stands here; many lines have the same one. */
    public String repeatedText() throws IOException {
        expect(JsonToken.VALUE_STRING);
        return repeated.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    /** Whether there is nothing here. */
    public boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Return the text that stands here, or nothing; many lines have the same one. */
    public Optional<String> textOrNull() throws IOException {
        return isNull() ? Optional.empty() : Optional.of(repeatedText());
    }

    /** Return the constant whose name stands here. */
    public <E extends Enum<E>> E constant(Class<E> type) throws IOException {
        return Enum.valueOf(type, repeatedText());
    }

    /** Return the whole number that stands here. */
    public int wholeInt() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT);
        return parser.getIntValue();
    }

    /** Return the whole number that stands here. */
    public long wholeLong() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT);
        return parser.getLongValue();
    }

    /** Return the whole number that stands here, or nothing. */
    public OptionalLong numberOrNull() throws IOException {
        return isNull() ? OptionalLong.empty() : OptionalLong.of(wholeLong());
    }

    /** Return the number that stands here, to its last digit. */
    public BigDecimal decimal() throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw wrong("a number");
        }
        return parser.getDecimalValue();
    }

    /** Return whether true stands here. */
    public boolean flag() {
        if (!parser.currentToken().isBoolean()) {
            throw wrong("true or false");
        }
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** Return the list that stands here. */
    public <T> List<T> list(Element<T> element) throws IOException {
        expect(JsonToken.START_ARRAY);
        List<T> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.read(this));
        }
        return list;
    }

    /** Return the fields of the object that stands here. */
    public <T> Map<String, T> map(Element<T> element) throws IOException {
        beginObject();
        Map<String, T> map = new TreeMap<>();
        for (String field = nextField(); field != null; field = nextField()) {
            map.put(field, element.read(this));
        }
        return map;
    }

    /** Return how many bytes have been read, the last of them that of the value that stands here. */
    public int length() {
        return (int) parser.currentLocation().getByteOffset();
    }

    /** Return {@code value}, which the object must have had under the name {@code field}. */
    public static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("the field \"" + field + "\" is missing.");
        }
        return value;
    }

    /** Return what to throw at a field that nothing of ours writes. */
    public static IllegalArgumentException unknown(String field) {
        return new IllegalArgumentException("the field \"" + field + "\" is unknown.");
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /**
     * Reads one element of a list or a map.
     *
     * @param <T> what it reads
     */
    @FunctionalInterface
    public interface Element<T> {
        /** Read what stands at {@code line}. */
        T read(JsonLine line) throws IOException;
    }

    private void expect(JsonToken token) {
        if (parser.currentToken() != token) {
            throw wrong(token.toString());
        }
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException("there is " + parser.currentToken() + " where " + wanted + " should be.");
    }
}
