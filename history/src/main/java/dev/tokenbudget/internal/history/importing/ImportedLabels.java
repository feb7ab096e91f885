package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.history.Labels;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is kept of the names and values beside a call: those that reports group by. Metadata holds much more, texts and names of
 * people among it.
 */
final class ImportedLabels {

    private static final Set<String> KEPT = Set.of(
            "feature",
            "team",
            "environment",
            "env",
            "sprint",
            "jira_ticket",
            "jira",
            "ticket",
            "cost_center",
            "cost_centre");

    private ImportedLabels() {}

    static Labels of(Map<String, String> labels) {
        Map<String, String> kept = new TreeMap<>();
        labels.forEach((name, value) -> {
            String normal = normal(name);
            if (KEPT.contains(normal)) {
                kept.put(normal, value);
            }
        });
        return Labels.of(kept);
    }

    /** Return those of {@code labels} that may be kept or name the task: others may be long, and many calls wait together. */
    static Map<String, String> needed(Map<String, String> labels, String taskLabel) {
        Map<String, String> needed = new TreeMap<>(labels);
        needed.keySet()
                .removeIf(name -> !KEPT.contains(normal(name)) && !normal(name).equals(normal(taskLabel)));
        return needed;
    }

    /** Return the value of the label that is called {@code name}, however it is written. */
    static Optional<String> value(Map<String, String> labels, String name) {
        return labels.entrySet().stream()
                .filter(label -> normal(label.getKey()).equals(normal(name)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return lower.startsWith("tokenbudget.") ? lower.substring("tokenbudget.".length()) : lower;
    }
}
