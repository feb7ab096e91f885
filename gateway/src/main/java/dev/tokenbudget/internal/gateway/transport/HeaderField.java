package dev.tokenbudget.internal.gateway.transport;

import java.util.List;
import java.util.Optional;

/** One header of a request or an answer. */
public record HeaderField(String name, String value) {

    public boolean is(String otherName) {
        return name.equalsIgnoreCase(otherName);
    }

    /** Return the value of the first field called {@code name}. */
    public static Optional<String> first(List<HeaderField> fields, String name) {
        for (HeaderField field : fields) {
            if (field.is(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }
}
