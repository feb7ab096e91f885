package dev.tokenbudget.opentelemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.span.SpanAttributes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads an export request in OTLP's JSON: ids in hexadecimal, 64-bit numbers as texts or as numbers. */
final class OtlpJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ERROR = 2;

    private OtlpJson() {}

    /**
     * Return the spans of a request.
     *
     * @throws IllegalArgumentException if it is no such document
     */
    static List<ResourceSpans> read(byte[] request) {
        try {
            List<ResourceSpans> resources = new ArrayList<>();
            for (JsonNode resource : JSON.readTree(request).path("resourceSpans")) {
                List<EndedSpan> spans = new ArrayList<>();
                for (JsonNode scope : resource.path("scopeSpans")) {
                    scope.path("spans").forEach(span -> spans.add(span(span)));
                }
                resources.add(
                        new ResourceSpans(attributes(resource.path("resource").path("attributes")), spans));
            }
            return resources;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static EndedSpan span(JsonNode span) {
        long start = number(span.path("startTimeUnixNano"));
        long end = number(span.path("endTimeUnixNano"));
        JsonNode code = span.path("status").path("code");
        return new EndedSpan(
                id(span.path("traceId")),
                id(span.path("spanId")),
                id(span.path("parentSpanId")),
                Instant.ofEpochSecond(0, start),
                Duration.ofNanos(Math.max(end - start, 0)),
                code.asInt() == ERROR || code.asText().equals("STATUS_CODE_ERROR"),
                attributes(span.path("attributes")));
    }

    private static SpanAttributes attributes(JsonNode keyValues) {
        Map<String, Object> values = new HashMap<>();
        keyValues.forEach(pair -> values.put(pair.path("key").asText(), value(pair.path("value"))));
        return new SpanAttributes(values);
    }

    private static Object value(JsonNode value) {
        if (value.has("intValue")) {
            return count(value.path("intValue"));
        }
        if (value.has("doubleValue")) {
            return fraction(value.path("doubleValue"));
        }
        if (value.has("boolValue")) {
            return value.path("boolValue").asBoolean();
        }
        if (value.has("arrayValue")) {
            List<Object> values = new ArrayList<>();
            value.path("arrayValue").path("values").forEach(element -> values.add(value(element)));
            return values;
        }
        return value.path("stringValue").asText();
    }

    /** Return the whole number, or what stands in its place: one attribute must not make the whole request unreadable. */
    private static Object count(JsonNode value) {
        try {
            return value.isTextual() ? (Object) Long.parseLong(value.asText()) : whole(value);
        } catch (NumberFormatException e) {
            return value.asText();
        }
    }

    private static Object whole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() ? (Object) value.longValue() : fraction(value);
    }

    private static Object fraction(JsonNode value) {
        try {
            return value.isNumber() ? value.doubleValue() : (Object) Double.parseDouble(value.asText());
        } catch (NumberFormatException e) {
            return value.asText();
        }
    }

    private static long number(JsonNode value) {
        try {
            return value.isTextual() ? Long.parseLong(value.asText()) : value.asLong();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + value.asText() + "' is not a whole number", e);
        }
    }

    private static String id(JsonNode id) {
        return id.asText().toLowerCase(Locale.ROOT);
    }
}
