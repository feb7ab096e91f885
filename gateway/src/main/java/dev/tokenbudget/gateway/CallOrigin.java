package dev.tokenbudget.gateway;

import dev.tokenbudget.gateway.transport.HeaderField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who made a call, as its headers {@code TokenBudget-Agent} and {@code TokenBudget-Label-<name>} tell; they are not passed
 * on.
 *
 * @param agent the agent inside a multi-agent run
 * @param labels free names, in lower case as header names have none, and values
 */
record CallOrigin(Optional<String> agent, Map<String, String> labels) {

    private static final String LABEL = "tokenbudget-label-";

    static CallOrigin of(List<HeaderField> headers) {
        Map<String, String> labels = new TreeMap<>();
        for (HeaderField field : headers) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (name.startsWith(LABEL) && name.length() > LABEL.length()) {
                labels.put(name.substring(LABEL.length()), field.value());
            }
        }
        Optional<String> agent = HeaderField.first(headers, "TokenBudget-Agent").filter(value -> !value.isBlank());
        return new CallOrigin(agent, labels);
    }
}
