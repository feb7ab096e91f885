package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.internal.history.Labels;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels as JSON: nothing where there are none. */
final class LabelsJson {

    private LabelsJson() {}

    static @Nullable Map<String, String> of(Labels labels) {
        return labels.values().isEmpty() ? null : labels.values();
    }
}
