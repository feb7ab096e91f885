package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Reads JSON that others wrote: whatever is not there, or is not what it should be, is unknown. */
public final class ProviderJson {

    private static final int DEEPEST = 1_000;
    private static final int MOST_DIGITS = 1_000;

    /** Images travel as base64 texts, far longer than Jackson allows by default. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(MOST_DIGITS)
                    .build())
            .build();

    private ProviderJson() {}

    /** Return the document in {@code text}, or a {@link MissingNode} where it is not one whole JSON document. */
    public static JsonNode parse(byte[] text) {
        return parse(text, why -> {});
    }

    /**
     * Return the document in {@code text}, or a {@link MissingNode} where it is not one whole JSON document.
     *
     * @param beyondLimits is told why a document is not read that may well be one
     */
    public static JsonNode parse(byte[] text, Consumer<String> beyondLimits) {
        try (JsonParser json = FACTORY.createParser(text)) {
            return new JsonTree(json).next();
        } catch (StreamConstraintsException e) {
            beyondLimits.accept("its JSON is nested deeper than " + DEEPEST + " levels, or has a number of more than "
                    + MOST_DIGITS + " digits");
            return MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static JsonFactory factory() {
        return FACTORY;
    }

    /** Return the text of {@code node}, where it is one and is not empty. */
    static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty() ? Optional.of(node.textValue()) : Optional.empty();
    }

    /** Return the whole number that {@code object} has under the first of {@code names} that holds one. */
    public static OptionalLong count(JsonNode object, String... names) {
        for (String name : names) {
            OptionalLong count = count(object.path(name));
            if (count.isPresent()) {
                return count;
            }
        }
        return OptionalLong.empty();
    }

    /** Return the whole number that {@code text} is. */
    static OptionalLong count(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong count(JsonNode node) {
        if (node.isInt() || node.isLong()) {
            return OptionalLong.of(node.longValue());
        }
        if (!node.isNumber() || (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue()))) {
            return OptionalLong.empty();
        }
        try {
            BigDecimal value = node.decimalValue();
            return OptionalLong.of(value.longValueExact());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** Return {@code count} and those of {@code parts} that are known; nothing where {@code count} is not or 64 bits overflow. */
    static OptionalLong sum(OptionalLong count, OptionalLong... parts) {
        if (count.isEmpty()) {
            return count;
        }
        try {
            long sum = count.getAsLong();
            for (OptionalLong part : parts) {
                sum = Math.addExact(sum, part.orElse(0));
            }
            return OptionalLong.of(sum);
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
