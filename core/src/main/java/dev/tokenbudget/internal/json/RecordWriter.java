package dev.tokenbudget.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as Jackson's data binding writes them, without its classes; see {@link RecordReader}.
 *
 * @param json where to write
 */
record RecordWriter(JsonGenerator json) {

    /**
     * Write one document.
     *
     * @param layout how it is laid out; without one, it is one line
     * @throws UnexpectedJsonException if it holds what is unknown here
     */
    static String write(Optional<DefaultPrettyPrinter> layout, Object document)
            throws IOException, UnexpectedJsonException {
        StringWriter text = new StringWriter();
        write(layout, document, text);
        return text.toString();
    }

    /** Write one document to {@code to}, which stays open. */
    static void write(Optional<DefaultPrettyPrinter> layout, Object document, Writer to)
            throws IOException, UnexpectedJsonException {
        JsonGenerator json = JsonText.FACTORY.createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        // each document has a printer of its own, which counts how deep it is in it
        layout.ifPresent(printer -> json.setPrettyPrinter(printer.createInstance()));
        new RecordWriter(json).value(document);
        json.close();
    }

    private void value(@Nullable Object value) throws IOException, UnexpectedJsonException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Enum<?> constant) {
            json.writeString(constant.name());
        } else if (value instanceof Boolean known) {
            json.writeBoolean(known);
        } else if (value instanceof List<?> list) {
            json.writeStartArray(list, list.size());
            for (Object element : list) {
                value(element);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject(map);
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(name(entry.getKey()));
                value(entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Record record) {
            record(record);
        } else {
            number(value);
        }
    }

    private static String name(Object key) throws UnexpectedJsonException {
        if (key instanceof String name) {
            return name;
        }
        if (key instanceof Enum<?> constant) {
            return constant.name();
        }
        throw new UnexpectedJsonException();
    }

    private void record(Record record) throws IOException, UnexpectedJsonException {
        RecordForm form = RecordForm.of(record.getClass());
        if (!form.isInOrder()) {
            throw new UnexpectedJsonException();
        }
        json.writeStartObject(record);
        for (RecordForm.Component component : form.components()) {
            Object value = component.of(record);
            if (value != null && !(component.omitsEmpty() && isEmpty(value))) {
                json.writeFieldName(component.name());
                value(value);
            }
        }
        json.writeEndObject();
    }

    private static boolean isEmpty(Object value) {
        return value instanceof Collection<?> elements && elements.isEmpty()
                || value instanceof Map<?, ?> entries && entries.isEmpty()
                || value instanceof String text && text.isEmpty();
    }

    private void number(Object value) throws IOException, UnexpectedJsonException {
        if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else {
            throw new UnexpectedJsonException();
        }
    }
}
