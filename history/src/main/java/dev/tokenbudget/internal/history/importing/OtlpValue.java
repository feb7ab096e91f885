package dev.tokenbudget.internal.history.importing;

import java.util.List;
import java.util.Optional;

/** The value of an attribute in OTLP's JSON. */
final class OtlpValue {

    private OtlpValue() {}

    static Optional<Object> of(Fields value) {
        if (value.has("arrayValue")) {
            List<Object> elements = value.object("arrayValue").list("values").stream()
                    .flatMap(element -> of(element).stream())
                    .toList();
            return Optional.of(elements);
        }
        return value.text("intValue", "doubleValue")
                .map(OtlpValue::number)
                .or(() -> value.text("boolValue").map(Boolean::valueOf))
                .or(() -> value.text("stringValue").map(text -> text));
    }

    /** Return the number, or what stands in its place: whoever needs a number says that it is none. */
    private static Object number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return fraction(text);
        }
    }

    private static Object fraction(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
