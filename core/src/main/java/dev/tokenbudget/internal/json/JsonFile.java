package dev.tokenbudget.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
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

    /** Recordings hold pictures as texts, far longer than Jackson allows by default. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
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
            // first the version: a file of a newer one may well have fields that are unknown here
            rejectOtherVersions(file, MAPPER.readTree(text).path(versionField), versionField, newest);
            return MAPPER.readValue(text, type);
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
            return MAPPER.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(file, "line " + lineNumber + ": " + JsonProblem.of(e), e);
        } catch (IOException e) {
            throw new MalformedFileException(file, "line " + lineNumber + ": is not UTF-8 text.", e);
        }
    }

    /** Return {@code record} as one line without a line end. */
    public static String line(Object record) {
        return write(MAPPER.writer(), record);
    }

    /** Return {@code record} indented by two spaces, arrays of numbers on one line, with a last line end. */
    public static String pretty(Object record) {
        return write(PRETTY, record) + "\n";
    }

    private static String write(ObjectWriter writer, Object record) {
        try {
            return writer.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of ours must be writable as JSON.", e);
        }
    }

    /** Return {@code record} as a tree. */
    public static JsonNode tree(Object record) {
        return MAPPER.valueToTree(record);
    }

    /**
     * Return a part of a file as a record.
     *
     * @throws IllegalArgumentException if it is malformed; the message is a sentence
     */
    public static <T> T record(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
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
            return Optional.of(MAPPER.readTree(text)).filter(tree -> !tree.isMissingNode());
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
        try (JsonParser json = MAPPER.createParser(text(file, bytes(file)))) {
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

    /** Jackson takes null for a required field that is there, and 0 for a number that is not: what is unknown is never 0. */
    private static final class RequiredIsNotNull extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasRequiredMarker(AnnotatedMember field) {
            return isRequired(field);
        }

        @Override
        public JsonSetter.Value findSetterInfo(Annotated field) {
            return isRequired(field)
                    ? JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL)
                    : super.findSetterInfo(field);
        }

        private static boolean isRequired(Annotated field) {
            JsonProperty property = field.getAnnotation(JsonProperty.class);
            return field.getRawType().isPrimitive() || (property != null && property.required());
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
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            return text.toString().replaceFirst("^" + BYTE_ORDER_MARK, "");
        } catch (CharacterCodingException e) {
            throw new MalformedFileException(file, "is not UTF-8 text.", e);
        }
    }
}
