package dev.tokenbudget.internal.history;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Names and values that reports group by. Some names have a column of their own in {@code usage_records}; others are kept
 * beside them.
 *
 * @param values by name; a name that is not there has no value
 */
public record Labels(SortedMap<String, String> values) {

    private static final Pattern COMMA = Pattern.compile(",");

    /** No label at all. */
    public static final Labels NONE = new Labels(new TreeMap<>());

    public Labels {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Return labels of these names and values. */
    public static Labels of(Map<String, String> values) {
        return new Labels(new TreeMap<>(values));
    }

    /** Return the labels that {@code text} lists, such as {@code team=payments,sprint=42}. */
    public static Labels parse(String text) {
        SortedMap<String, String> labels = new TreeMap<>();
        COMMA.splitAsStream(text).filter(label -> label.contains("=")).forEach(label -> {
            int end = label.indexOf('=');
            labels.put(label.substring(0, end).strip(), label.substring(end + 1).strip());
        });
        return new Labels(labels);
    }

    /** Return the value of {@code name}, or an empty string where it has none. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** Return these labels, and those of {@code others} whose names are not among them. */
    public Labels or(Labels others) {
        SortedMap<String, String> all = new TreeMap<>(others.values);
        all.putAll(values);
        return new Labels(all);
    }
}
