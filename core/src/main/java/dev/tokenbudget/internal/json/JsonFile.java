package dev.tokenbudget.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads and writes records as JSON: strict, with the place of every error, and the same bytes for the same record. */
public final class JsonFile {

    /** Some editors begin a file with it. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private JsonFile() {}

    /**
     * Read a file whose first level holds a schema version under {@code versionField}.
     *
     * @param file the file
     * @param versionField the field that holds the version
     * @param newest the newest version that can be read
     * @param type the record to fill
     * @throws MalformedFileException if the file is unreadable, malformed, or of a newer version
     */
    public static <T> T read(Path file, String versionField, int newest, Class<T> type) {
        return read(file, bytes(file), versionField, newest, type);
    }

    /** Read a file as {@link #read(Path, String, int, Class)} does, whose bytes are {@code json}. */
    public static <T> T read(Path file, byte[] json, String versionField, int newest, Class<T> type) {
        String text = text(file, json);
        try {
            return isKnown(text, versionField, newest)
                    ? new RecordReader(JsonText.RECORDS.createParser(text)).document(type)
                    : bind(file, text, versionField, newest, type);
        } catch (IOException | UnexpectedJsonException e) {
            return bind(file, text, versionField, newest, type);
        }
    }

    /** Whether the version is one that can be read; where it is not found, data binding says why. */
    private static boolean isKnown(String text, String versionField, int newest) throws IOException {
        try (JsonParser json = JsonText.FACTORY.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isVersion = json.currentName().equals(versionField);
                if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && isVersion) {
                    int version = json.getIntValue();
                    return version > 0 && version <= newest;
                }
                json.skipChildren();
            }
            return false;
        }
    }

    private static <T> T bind(Path file, String text, String versionField, int newest, Class<T> type) {
        try {
            // first the version: a file of a newer one may well have fields that are unknown here
            rejectOtherVersions(file, DataBinding.MAPPER.readTree(text).path(versionField), versionField, newest);
            return DataBinding.MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            OptionalInt conflict = MergeConflict.in(text).firstLine();
            throw conflict.isPresent()
                    ? new MergeConflictException(file, conflict.getAsInt())
                    : new MalformedFileException(file, JsonProblem.inWords(e), e);
        }
    }

    private static void rejectOtherVersions(Path file, JsonNode version, String versionField, int newest) {
        if (!version.isIntegralNumber() || version.bigIntegerValue().signum() <= 0) {
            throw new MalformedFileException(
                    file, "the field \"" + versionField + "\" is missing, or is not a whole number from 1 on.");
        }
        if (version.bigIntegerValue().compareTo(BigInteger.valueOf(newest)) > 0) {
            throw new NewerSchemaException(file, versionField, version.bigIntegerValue(), newest);
        }
    }

    /**
     * Read one line of a file of lines.
     *
     * @param file the file, to be named in errors
     * @param lineNumber the line's number, from 1
     * @param line its bytes in UTF-8
     * @param type the record to fill
     * @throws MalformedFileException if the line is malformed
     */
    public static <T> T readLine(Path file, int lineNumber, byte[] line, Class<T> type) {
        try {
            return new RecordReader(JsonText.RECORDS.createParser(line)).document(type);
        } catch (IOException | UnexpectedJsonException e) {
            return bindLine(file, lineNumber, line, type);
        }
    }

    private static <T> T bindLine(Path file, int lineNumber, byte[] line, Class<T> type) {
        try {
            return DataBinding.MAPPER.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(file, "line " + lineNumber + ": " + JsonProblem.of(e), e);
        } catch (IOException e) {
            throw new MalformedFileException(file, "line " + lineNumber + ": is not UTF-8 text.", e);
        }
    }

    /** Return {@code record} as one line without a line end. */
    public static String line(Object record) {
        return write(Optional.empty(), record);
    }

    /** Return {@code record} indented by two spaces, arrays of numbers on one line, with a last line end. */
    public static String pretty(Object record) {
        return write(Optional.of(JsonText.PRETTY), record) + "\n";
    }

    /**
     * Write {@code record} as {@link #pretty} returns it.
     *
     * @throws IOException if it cannot be written
     */
    public static void writePretty(Object record, Writer to) throws IOException {
        try {
            RecordWriter.write(Optional.of(JsonText.PRETTY), record, to);
            to.write('\n');
        } catch (UnexpectedJsonException e) {
            throw new IllegalStateException("A record of ours must be writable as JSON.", e);
        }
    }

    private static String write(Optional<DefaultPrettyPrinter> layout, Object record) {
        try {
            return RecordWriter.write(layout, record);
        } catch (UnexpectedJsonException e) {
            return bind(layout, record);
        } catch (IOException e) {
            throw new IllegalStateException("A record of ours must be writable as JSON.", e);
        }
    }

    private static String bind(Optional<DefaultPrettyPrinter> layout, Object record) {
        try {
            return (layout.isPresent() ? DataBinding.MAPPER.writer(layout.get()) : DataBinding.MAPPER.writer())
                    .writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of ours must be writable as JSON.", e);
        }
    }

    /** Return {@code record} as a tree. */
    public static JsonNode tree(Object record) {
        return DataBinding.MAPPER.valueToTree(record);
    }

    /**
     * Return a part of a file as a record.
     *
     * @throws IllegalArgumentException if it is malformed; the message is a sentence
     */
    public static <T> T record(JsonNode tree, Class<T> type) {
        try {
            return DataBinding.MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(JsonProblem.of(e), e);
        }
    }

    /** Return the JSON document that {@code text} is, in compact form; nothing if it is none, or would not read as the same. */
    public static Optional<String> compact(String text) {
        return parse(text)
                .map(document -> Map.entry(document, line(document)))
                .filter(written -> parse(written.getValue()).equals(Optional.of(written.getKey())))
                .map(Map.Entry::getValue);
    }

    /**
     * Return a text as a tree.
     *
     * @return nothing if it is not one JSON value
     */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(DataBinding.MAPPER.readTree(text)).filter(tree -> !tree.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /**
     * Return where a value stands in a file, as the begin of a sentence, such as "line 3, column 7: ".
     *
     * @param pointer the value's JSON pointer
     */
    public static String placeOf(Path file, String pointer) {
        try (JsonParser json = JsonText.FACTORY.createParser(text(file, bytes(file)))) {
            while (json.nextToken() != null) {
                if (json.currentToken() != JsonToken.FIELD_NAME
                        && json.getParsingContext().pathAsPointer().toString().equals(pointer)) {
                    return JsonProblem.place(json.currentTokenLocation());
                }
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(RegularFile.of(file));
        } catch (IOException e) {
            throw new MalformedFileException(file, "cannot be read: " + e + ".", e);
        }
    }

    private static String text(Path file, byte[] json) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            return text.toString().startsWith(BYTE_ORDER_MARK)
                    ? text.subSequence(BYTE_ORDER_MARK.length(), text.length()).toString()
                    : text.toString();
        } catch (CharacterCodingException e) {
            throw new MalformedFileException(file, "is not UTF-8 text.", e);
        }
    }
}
