package dev.tokenbudget.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Reads and writes records as JSON: strict, with the place of every error, and the same bytes for the same record. */
public final class JsonFile {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(new DefaultIndenter("  ", "\n")));

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
        return read(file, text(file), versionField, newest, type);
    }

    /** As {@link #read(Path, String, int, Class)}, of text that stands in {@code file}. */
    public static <T> T read(Path file, String text, String versionField, int newest, Class<T> type) {
        try {
            JsonNode version = MAPPER.readTree(text).path(versionField);
            if (!version.canConvertToInt() || version.intValue() < 1) {
                throw new MalformedFileException(
                        file, "the field \"" + versionField + "\" is missing, or is no whole number from 1 on.");
            }
            if (version.intValue() > newest) {
                throw new NewerSchemaException(file, versionField, version.intValue(), newest);
            }
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(file, describe(e), e);
        }
    }

    /**
     * Read one line of a file of lines.
     *
     * @throws MalformedFileException if the line is malformed
     */
    public static <T> T readLine(Path file, int lineNumber, String line, Class<T> type) {
        try {
            return MAPPER.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(file, "line " + lineNumber + ": " + e.getOriginalMessage(), e);
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

    /**
     * Write {@code text} so that a reader sees the old file or the new one, never a half.
     *
     * @throws MalformedFileException if the file cannot be written
     */
    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
            Files.writeString(fresh, text);
            try {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new MalformedFileException(file, "cannot be written: " + e + ".", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new MalformedFileException(file, "cannot be read: " + e + ".", e);
        }
    }

    private static String describe(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        String field =
                e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                        ? " in field "
                                + mapping.getPathReference()
                                        .replaceAll("[\\w.$]+\\[\"", "")
                                        .replaceAll("\"]", "")
                                        .replace("->", ".")
                        : "";
        String at = place == null ? "" : "line " + place.getLineNr() + ", column " + place.getColumnNr() + field + ": ";
        return at + e.getOriginalMessage();
    }
}
