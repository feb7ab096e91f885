package dev.tokenbudget.internal.gateway.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tokenbudget.internal.gateway.prompt.TokenCounts;
import dev.tokenbudget.usage.ModelCall.AnswerForm;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Compares a text with the JSON that was asked for. */
final class FormCheck {

    private static final ObjectReader JSON = new ObjectMapper().reader();

    /** Deeper schemas refer to themselves. */
    private static final int DEEPEST = 32;

    private final AskedForm asked;
    private final TokenCounts counts = new TokenCounts();

    FormCheck(AskedForm asked) {
        this.asked = asked;
    }

    /**
     * JSON within a text.
     *
     * @param value what it says
     * @param begin where it begins, in characters
     * @param end where it ends
     */
    private record Found(JsonNode value, int begin, int end) {}

    AnswerForm of(String text) {
        Optional<Found> found = find(text);
        String around = found.map(json -> text.substring(0, json.begin()) + text.substring(json.end()))
                .orElse("");
        double beyond = counts.of(around.strip())
                + found.map(json -> beyond(json.value(), asked.schema(), 0)).orElse(0.0);
        long tokens = Math.round(beyond);
        boolean parses = found.isPresent() && around.isBlank();
        return new AnswerForm(parses, tokens > 0 ? Math.round(counts.of(text)) : 0, tokens);
    }

    /** Find the first object or list that is whole. */
    private static Optional<Found> find(String text) {
        return IntStream.range(0, text.length())
                .filter(i -> text.charAt(i) == '{' || text.charAt(i) == '[')
                .limit(DEEPEST)
                .mapToObj(begin -> read(text, begin))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Found> read(String text, int begin) {
        try (JsonParser parser = JSON.getFactory().createParser(text.substring(begin))) {
            JsonNode value = JSON.readTree(parser);
            int length = (int) parser.currentLocation().getCharOffset();
            return value == null ? Optional.empty() : Optional.of(new Found(value, begin, begin + length));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Return the tokens of fields that {@code schema} has not, however deep they stand. */
    private double beyond(JsonNode value, JsonNode schema, int depth) {
        JsonNode known = resolved(schema);
        if (depth > DEEPEST) {
            return 0;
        }
        double tokens = 0;
        if (value.isArray()) {
            for (JsonNode element : value) {
                tokens += beyond(element, known.path("items"), depth + 1);
            }
        }
        JsonNode properties = known.path("properties");
        boolean isClosed = value.isObject() && properties.isObject() && !isOpen(known);
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            boolean isKnown = properties.has(field.getKey());
            if (isClosed && !isKnown) {
                tokens += counts.of("\"" + field.getKey() + "\":" + field.getValue() + ",");
            } else if (isKnown) {
                tokens += beyond(field.getValue(), properties.path(field.getKey()), depth + 1);
            }
        }
        return tokens;
    }

    private static boolean isOpen(JsonNode schema) {
        JsonNode others = schema.path("additionalProperties");
        return others.isObject() || others.asBoolean() || schema.has("patternProperties");
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.startsWith("#/") ? asked.schema().at(reference.substring(1)) : schema;
    }
}
