package dev.tokenbudget.internal.span;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A span's attributes by name.
 *
 * @param values texts, whole numbers, fractions, truth values and lists of them
 */
public record SpanAttributes(Map<String, Object> values) {

    /** Return the first of the attributes that holds a text. */
    public Optional<String> text(String... names) {
        for (String name : names) {
            Object value = values.get(name);
            if (value instanceof List<?> list && !list.isEmpty()) {
                value = list.get(0);
            }
            if (value instanceof String text && !text.isBlank()) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /**
     * Return the first of the attributes that holds a number, as it was sent, or null where none does: they are other names
     * for the same, and never to be added up.
     */
    @Nullable
    Number count(List<String> names) {
        return sent(names)
                .map(Map.Entry::getValue)
                .filter(Number.class::isInstance)
                .map(Number.class::cast)
                .orElse(null);
    }

    /** Return which of the attributes is there but is no count, with its value; nothing where none is, or it is one. */
    Optional<String> noCount(List<String> names) {
        return sent(names)
                .filter(sent -> !isCount(sent.getValue()))
                .map(sent -> sent.getKey() + " = " + sent.getValue() + " is not a count of tokens");
    }

    /** Return the first of the attributes that holds an amount of money, as a number or as its text. */
    Optional<BigDecimal> amount(List<String> names) {
        return names.stream()
                .map(values::get)
                .filter(Objects::nonNull)
                .flatMap(value -> Money.amount(value.toString()).stream())
                .findFirst();
    }

    private Optional<Map.Entry<String, Object>> sent(List<String> names) {
        Optional<Map.Entry<String, Object>> number = first(names, Number.class);
        return number.isPresent() ? number : first(names, Object.class);
    }

    private Optional<Map.Entry<String, Object>> first(List<String> names, Class<?> type) {
        return names.stream()
                .filter(name -> type.isInstance(values.get(name)))
                .map(name -> Map.entry(name, values.get(name)))
                .findFirst();
    }

    private static boolean isCount(Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Double fraction && fraction == Math.rint(fraction) && !Double.isInfinite(fraction);
    }
}
