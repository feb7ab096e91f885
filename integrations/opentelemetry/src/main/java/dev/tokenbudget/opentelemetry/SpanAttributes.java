package dev.tokenbudget.opentelemetry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A span's attributes by name.
 *
 * @param values texts, whole numbers, fractions, truth values and lists of them
 */
record SpanAttributes(Map<String, Object> values) {

    /** Return the first of the attributes that holds a text. */
    Optional<String> text(String... names) {
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
     * Return the first of the attributes that holds a number, or null where none does: they are other names for the same,
     * and never to be added up.
     */
    @Nullable
    Number count(List<String> names) {
        for (String name : names) {
            if (values.get(name) instanceof Number number) {
                return number.longValue();
            }
        }
        return null;
    }
}
