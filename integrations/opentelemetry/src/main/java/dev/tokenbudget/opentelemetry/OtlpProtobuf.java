package dev.tokenbudget.opentelemetry;

import dev.tokenbudget.internal.span.SpanAttributes;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Reads an export request in protobuf.
 *
 * <p>Source of the field numbers: opentelemetry-proto, {@code trace/v1/trace.proto}, {@code common/v1/common.proto} and
 * {@code resource/v1/resource.proto}.
 */
final class OtlpProtobuf {

    private static final int ERROR = 2;

    private OtlpProtobuf() {}

    /**
     * Return the spans of a request.
     *
     * @throws IllegalArgumentException if it is no such message
     */
    static List<ResourceSpans> read(byte[] request) {
        try {
            List<ResourceSpans> resources = new ArrayList<>();
            ProtobufFields fields = new ProtobufFields(request);
            while (fields.next()) {
                if (fields.number() == 1) {
                    resources.add(resourceSpans(fields.message()));
                } else {
                    fields.skip();
                }
            }
            return resources;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("it ends within a field", e);
        }
    }

    private static ResourceSpans resourceSpans(ProtobufFields fields) {
        Map<String, Object> resource = new HashMap<>();
        List<EndedSpan> spans = new ArrayList<>();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> keyValues(fields.message(), 1, resource);
                case 2 -> scopeSpans(fields.message(), spans);
                default -> fields.skip();
            }
        }
        return new ResourceSpans(new SpanAttributes(resource), spans);
    }

    private static void scopeSpans(ProtobufFields fields, List<EndedSpan> spans) {
        while (fields.next()) {
            if (fields.number() == 2) {
                spans.add(span(fields.message()));
            } else {
                fields.skip();
            }
        }
    }

    private static EndedSpan span(ProtobufFields fields) {
        String traceId = "";
        String id = "";
        String parentId = "";
        long start = 0;
        long end = 0;
        boolean failed = false;
        Map<String, Object> attributes = new HashMap<>();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> traceId = hex(fields.content());
                case 2 -> id = hex(fields.content());
                case 4 -> parentId = hex(fields.content());
                case 7 -> start = fields.fixed64();
                case 8 -> end = fields.fixed64();
                case 9 -> keyValue(fields.message(), attributes);
                case 15 -> failed = isError(fields.message());
                default -> fields.skip();
            }
        }
        return new EndedSpan(
                traceId,
                id,
                parentId,
                Instant.ofEpochSecond(0, start),
                Duration.ofNanos(Math.max(end - start, 0)),
                failed,
                new SpanAttributes(attributes));
    }

    private static boolean isError(ProtobufFields status) {
        long code = 0;
        while (status.next()) {
            if (status.number() == 3) {
                code = status.varint();
            } else {
                status.skip();
            }
        }
        return code == ERROR;
    }

    private static void keyValues(ProtobufFields fields, int number, Map<String, Object> values) {
        while (fields.next()) {
            if (fields.number() == number) {
                keyValue(fields.message(), values);
            } else {
                fields.skip();
            }
        }
    }

    private static void keyValue(ProtobufFields fields, Map<String, Object> values) {
        String key = "";
        Object value = "";
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> key = fields.text();
                case 2 -> value = value(fields.message());
                default -> fields.skip();
            }
        }
        values.put(key, value);
    }

    private static Object value(ProtobufFields fields) {
        Object value = "";
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> value = fields.text();
                case 2 -> value = fields.varint() != 0;
                case 3 -> value = fields.varint();
                case 4 -> value = Double.longBitsToDouble(fields.fixed64());
                case 5 -> value = list(fields.message());
                default -> fields.skip();
            }
        }
        return value;
    }

    private static List<Object> list(ProtobufFields fields) {
        List<Object> values = new ArrayList<>();
        while (fields.next()) {
            if (fields.number() == 1) {
                values.add(value(fields.message()));
            } else {
                fields.skip();
            }
        }
        return values;
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }
}
