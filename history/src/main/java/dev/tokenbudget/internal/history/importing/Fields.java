package dev.tokenbudget.internal.history.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenbudget.internal.span.Money;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The fields of a record, by any of the names that versions of a form have for them. Cells of CSV are texts, which may hold JSON.
 *
 * @param node an object; anything else has no fields
 */
record Fields(JsonNode node) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ID_BYTES = 20;

    boolean has(String... names) {
        return Stream.of(names).anyMatch(node::has);
    }

    /** Return the first of the fields that holds a text, a number or a truth value. */
    Optional<String> text(String... names) {
        return Stream.of(names)
                .map(node::path)
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.equals("null") && !text.equals("undefined"))
                .findFirst();
    }

    /**
     * Return the first of the fields that is there, as a count.
     *
     * @throws NotUnderstoodException if it is none
     */
    OptionalLong count(String... names) throws NotUnderstoodException {
        for (String name : names) {
            Optional<String> text = text(name);
            if (text.isPresent()) {
                return OptionalLong.of(Counts.of(name, text.get()));
            }
        }
        return OptionalLong.empty();
    }

    /**
     * Return the first of the fields that is there, as an amount of money.
     *
     * @throws NotUnderstoodException if it is none
     */
    Optional<BigDecimal> amount(String... names) throws NotUnderstoodException {
        for (String name : names) {
            Optional<String> text = text(name);
            if (text.isPresent()) {
                return Optional.of(Money.amount(text.get())
                        .orElseThrow(() ->
                                new NotUnderstoodException(name + " is \"" + text.get() + "\", which is no amount")));
            }
        }
        return Optional.empty();
    }

    /**
     * Return the first of the fields that is there, as a time.
     *
     * @throws NotUnderstoodException if it is none
     */
    Optional<Instant> time(String... names) throws NotUnderstoodException {
        for (String name : names) {
            Optional<String> text = text(name);
            if (text.isPresent()) {
                return Optional.of(Times.instant(name, text.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * Return the time that a record cannot do without.
     *
     * @throws NotUnderstoodException if it is missing or none
     */
    Instant requiredTime(String... names) throws NotUnderstoodException {
        return time(names)
                .orElseThrow(() -> new NotUnderstoodException("it does not tell when it began (" + names[0] + ")"));
    }

    /** Return the fields of the first of the fields that is an object, be it as a text; nothing where none is. */
    Fields object(String... names) {
        return new Fields(Stream.of(names)
                .map(this::value)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(MissingNode.getInstance()));
    }

    /** Return the elements of the first of the fields that is a list, be it as a text. */
    List<Fields> list(String... names) {
        List<Fields> elements = new ArrayList<>();
        Stream.of(names)
                .map(this::value)
                .filter(JsonNode::isArray)
                .findFirst()
                .ifPresent(list -> list.forEach(element -> elements.add(new Fields(element))));
        return elements;
    }

    /** Return the texts of the first of the fields that is a list, be it as a text. */
    List<String> texts(String... names) {
        return list(names).stream()
                .map(Fields::node)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    /** Return the fields that hold a text, a number or a truth value. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(name -> text(name).ifPresent(text -> values.put(name, text)));
        return values;
    }

    private JsonNode value(String name) {
        JsonNode value = node.path(name);
        String text = value.isTextual() ? value.asText().strip() : "";
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return value;
        }
        // Helicone's export doubles the quotes of a cell twice
        return parsed(text).or(() -> parsed(text.replace("\"\"", "\""))).orElse(value);
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Return what stands for the id of a record that has none: the same for the same content. */
    String hash() {
        return hash(node.toString());
    }

    static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
