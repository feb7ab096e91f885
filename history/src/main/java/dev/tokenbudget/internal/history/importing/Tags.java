package dev.tokenbudget.internal.history.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tags that hold a name and a value, as {@code feature:search} and {@code team=payments}. */
final class Tags {

    private Tags() {}

    static Map<String, String> labels(List<String> tags) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String tag : tags) {
            String[] parts = tag.split("[:=]", 2);
            if (parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()) {
                labels.put(parts[0].strip(), parts[1].strip());
            }
        }
        return labels;
    }
}
