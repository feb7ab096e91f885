package dev.tokenbudget.internal.gateway.transport;

import java.util.List;
import java.util.Optional;

/**
 * What comes before a message's body.
 *
 * @param start its first line
 * @param fields its headers as they came, without white space around their values
 * @param irregular whether it was repaired: another reader may take it for something else
 */
public record MessageHead(String start, List<HeaderField> fields, boolean irregular) {

    /** Return the value of the first field called {@code name}. */
    public Optional<String> first(String name) {
        return HeaderField.first(fields, name);
    }

    public boolean has(String name) {
        for (HeaderField field : fields) {
            if (field.is(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a field called {@code name} lists {@code word}, in any case. */
    public boolean lists(String name, String word) {
        for (HeaderField field : fields) {
            if (field.is(name)) {
                for (String listed : field.value().split(",")) {
                    if (listed.trim().equalsIgnoreCase(word)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
