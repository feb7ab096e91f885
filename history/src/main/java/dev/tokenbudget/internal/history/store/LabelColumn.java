package dev.tokenbudget.internal.history.store;

import dev.tokenbudget.internal.history.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Field;

/** The labels that have a column of their own. */
public enum LabelColumn {
    FEATURE("feature"),
    TEAM("team"),
    ENVIRONMENT("environment", "env"),
    SPRINT("sprint"),
    JIRA_TICKET("jira_ticket", "jira", "ticket"),
    COST_CENTER("cost_center", "cost_centre"),
    USER_ID("user_id", "user");

    private final List<String> names;

    LabelColumn(String... names) {
        this.names = List.of(names);
    }

    Field<String> column() {
        return Schema.text(names.get(0), 200);
    }

    /** Return the label's value, by whichever of its names it goes, or an empty string. Case, hyphens and spaces make no difference. */
    public String of(Labels labels) {
        return labels.values().entrySet().stream()
                .filter(label -> names.contains(normal(label.getKey())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** Return the label that goes by {@code name}, where it has a column. */
    public static Optional<LabelColumn> named(String name) {
        return Arrays.stream(values())
                .filter(column -> column.names.contains(normal(name)))
                .findFirst();
    }

    /** Return the label's name. */
    public String label() {
        return names.get(0);
    }

    /** Return the labels that have no column. */
    static SortedMap<String, String> others(Labels labels) {
        SortedMap<String, String> others = new TreeMap<>(labels.values());
        others.keySet()
                .removeIf(name -> Arrays.stream(values()).anyMatch(column -> column.names.contains(normal(name))));
        return others;
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }
}
