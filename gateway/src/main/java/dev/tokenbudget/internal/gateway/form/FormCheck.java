package dev.tokenbudget.internal.gateway.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tokenbudget.internal.gateway.prompt.TokenCounts;
import dev.tokenbudget.usage.ModelCall.AnswerForm;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a text with the JSON that was asked for. */
final class FormCheck {

    private static final ObjectReader JSON = new ObjectMapper().reader();
    private static final ObjectReader WHOLE = JSON.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Where a schema may have further properties. */
    private static final List<String> COMBINED = List.of("patternProperties", "allOf", "anyOf", "oneOf", "if");

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
    private record Found(JsonNode value, int begin, int end) {

        int length() {
            return end - begin;
        }
    }

    AnswerForm of(String text) {
        if (isValue(text)) {
            return new AnswerForm(true, 0, 0);
        }
        Optional<Found> found = find(text);
        String around = found.map(json -> text.substring(0, json.begin()) + text.substring(json.end()))
                .orElse("");
        double beyond = counts.of(around.strip())
                + found.map(json -> beyond(json.value(), asked.schema(), 0)).orElse(0.0);
        long tokens = Math.round(beyond);
        boolean parses = found.isPresent() && around.isBlank();
        return new AnswerForm(parses, tokens > 0 ? Math.round(counts.of(text)) : 0, tokens);
    }

    /** A schema may ask for a mere text, number or truth value, which has no fields. */
    private boolean isValue(String text) {
        try {
            return !asked.schema().has("properties") && WHOLE.readTree(text).isValueNode();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Find the longest object or list that is whole: a sentence before it may have one in brackets. Nothing is found where the text
     * ends within one, as a cut answer does: what is whole within that is only a part of what was asked for.
     */
    private static Optional<Found> find(String text) {
        Optional<Found> longest = Optional.empty();
        int tried = 0;
        for (int i = 0; i < text.length() && tried < DEEPEST; i++) {
            if (text.charAt(i) == '{' || text.charAt(i) == '[') {
                tried++;
                try {
                    Found found = read(text, i);
                    longest = longest.filter(other -> other.length() >= found.length())
                            .or(() -> Optional.of(found));
                    i = found.end() - 1;
                } catch (JsonEOFException e) {
                    return Optional.empty();
                } catch (IOException e) {
                    // No JSON begins here.
                }
            }
        }
        return longest;
    }

    private static Found read(String text, int begin) throws IOException {
        try (JsonParser parser = JSON.getFactory().createParser(text.substring(begin))) {
            JsonNode value = JSON.readTree(parser);
            return new Found(
                    value, begin, begin + (int) parser.currentLocation().getCharOffset());
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
        return others.isObject() || others.asBoolean() || COMBINED.stream().anyMatch(schema::has);
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.startsWith("#/") ? asked.schema().at(reference.substring(1)) : schema;
    }
}
