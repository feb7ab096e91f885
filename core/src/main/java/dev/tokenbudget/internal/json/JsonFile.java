package dev.tokenbudget.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads and writes records as JSON: strict, with the place of every error, and the same bytes for the same record. */
public final class JsonFile {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Double.toString of JDK 17 and of 25 differ in the last digits of some numbers
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .annotationIntrospector(new RequiredIsNotNull())
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayValueSpacing(Separators.Spacing.AFTER)
                    .withArrayEmptySeparator(""))
            .withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance)
            .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    /** Lines are written by ourselves alone, and there are many of them: nobody can have given a field twice by hand. */
    private static final ObjectReader LINES = MAPPER.reader().without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

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

    /**
     * As {@link #read(Path, String, int, Class)}, of bytes that stand in {@code file}: the parser is spared making characters
     * of most of them.
     */
    public static <T> T read(Path file, byte[] json, String versionField, int newest, Class<T> type) {
        try {
            T record = MAPPER.readValue(json, type);
            rejectOtherVersions(file, MAPPER.createParser(json), versionField, newest);
            return record;
        } catch (IOException e) {
            throw unreadable(file, json, versionField, newest, type, e);
        }
    }

    /**
     * A file of a newer version may well hold what is unknown here: unless it is no JSON at all, its version tells more. The
     * problem is looked for in the text, whose columns are characters and not bytes.
     */
    private static MalformedFileException unreadable(
            Path file, byte[] json, String versionField, int newest, Class<?> type, IOException problem) {
        String text = text(file, json);
        OptionalInt conflict = MergeConflict.in(text).firstLine();
        if (conflict.isPresent()) {
            return new MergeConflictException(file, conflict.getAsInt());
        }
        try {
            MAPPER.readTree(text);
            rejectOtherVersions(file, MAPPER.createParser(text), versionField, newest);
            MAPPER.readValue(text, type);
            return new MalformedFileException(file, "cannot be read: " + problem + ".", problem);
        } catch (JsonProcessingException e) {
            return new MalformedFileException(file, JsonProblem.inWords(e), e);
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory can always be read.", e);
        }
    }

    private static void rejectOtherVersions(Path file, JsonParser json, String versionField, int newest)
            throws IOException {
        BigInteger version = wholeNumber(json, versionField)
                .filter(number -> number.signum() > 0)
                .orElseThrow(() -> new MalformedFileException(
                        file, "the field \"" + versionField + "\" is missing, or is not a whole number from 1 on."));
        if (version.compareTo(BigInteger.valueOf(newest)) > 0) {
            throw new NewerSchemaException(file, versionField, version, newest);
        }
    }

    /** Return the number in a field of the first level; no more is parsed than what stands before it. */
    private static Optional<BigInteger> wholeNumber(JsonParser json, String field) throws IOException {
        try (json) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = json.currentName().equals(field);
                JsonToken value = json.nextToken();
                if (found) {
                    return value == JsonToken.VALUE_NUMBER_INT
                            ? Optional.of(json.getBigIntegerValue())
                            : Optional.empty();
                }
                json.skipChildren();
            }
            return Optional.empty();
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
            return LINES.forType(type).readValue(line);
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(file, "line " + lineNumber + ": " + JsonProblem.of(e), e);
        } catch (IOException e) {
            throw new MalformedFileException(file, "line " + lineNumber + ": is not UTF-8 text.", e);
        }
    }

    /** Return {@code record} as one line without a line end. */
    public static String line(Object record) {
        try {
            return MAPPER.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of ours must be writable as JSON.", e);
        }
    }

    /** Return {@code record} indented by two spaces, arrays of numbers on one line, with a last line end. */
    public static String pretty(Object record) {
        try {
            return PRETTY.writeValueAsString(record) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of ours must be writable as JSON.", e);
        }
    }

    /** Jackson takes a null for a required field that is there. */
    private static final class RequiredIsNotNull extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public JsonSetter.Value findSetterInfo(Annotated field) {
            JsonProperty property = field.getAnnotation(JsonProperty.class);
            return property == null || !property.required()
                    ? super.findSetterInfo(field)
                    : JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new MalformedFileException(file, "cannot be read: " + e + ".", e);
        }
    }

    private static String text(Path file, byte[] json) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedFileException(file, "is not UTF-8 text.", e);
        }
    }
}
