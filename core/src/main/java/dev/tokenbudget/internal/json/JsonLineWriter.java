package dev.tokenbudget.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes one line of a file of lines, field by field; what is absent is left out. {@link JsonLine} reads it. */
public final class JsonLineWriter {

    private static final JsonFactory LINES = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final JsonGenerator out;

    private JsonLineWriter(JsonGenerator out) {
        this.out = out;
    }

    /** Return a line without its end: an object with these fields. */
    public static String line(Consumer<JsonLineWriter> fields) {
        StringWriter line = new StringWriter();
        try (JsonGenerator out = LINES.createGenerator(line)) {
            new JsonLineWriter(out).object(fields);
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory can always be written.", e);
        }
        return line.toString();
    }

    public void text(String field, String text) {
        write(() -> out.writeStringField(field, text));
    }

    public void text(String field, Optional<String> text) {
        text.ifPresent(known -> text(field, known));
    }

    /** Write a text that is not the one before, or that there is none any more. */
    public void changed(String field, Optional<String> text, Optional<String> before) {
        if (!text.equals(before)) {
            text.ifPresentOrElse(known -> text(field, known), () -> nothing(field));
        }
    }

    /** Write that there is nothing. */
    public void nothing(String field) {
        write(() -> out.writeNullField(field));
    }

    public void number(String field, long number) {
        write(() -> out.writeNumberField(field, number));
    }

    /** Write a number that is not the one before, or that there is none any more. */
    public void changed(String field, OptionalLong number, OptionalLong before) {
        if (!number.equals(before)) {
            number.ifPresentOrElse(known -> number(field, known), () -> nothing(field));
        }
    }

    public void number(String field, double number) {
        write(() -> out.writeNumberField(field, number));
    }

    public void number(String field, BigDecimal number) {
        write(() -> out.writeNumberField(field, number));
    }

    /** Write a list of numbers. */
    public void numbers(String field, long... numbers) {
        write(() -> {
            out.writeFieldName(field);
            out.writeArray(numbers, 0, numbers.length);
        });
    }

    public void flag(String field, boolean flag) {
        write(() -> out.writeBooleanField(field, flag));
    }

    /** Write an object of texts. */
    public void texts(String field, Map<String, String> texts) {
        object(field, object -> texts.forEach(object::text));
    }

    public void object(String field, Consumer<JsonLineWriter> fields) {
        write(() -> out.writeFieldName(field));
        object(fields);
    }

    /** Write a list of objects. */
    public <T> void list(String field, List<T> elements, BiConsumer<JsonLineWriter, T> fields) {
        write(() -> out.writeArrayFieldStart(field));
        elements.forEach(element -> object(object -> fields.accept(object, element)));
        write(out::writeEndArray);
    }

    private void object(Consumer<JsonLineWriter> fields) {
        write(out::writeStartObject);
        fields.accept(this);
        write(out::writeEndObject);
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory can always be written.", e);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }
}
