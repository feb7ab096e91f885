package dev.tokenbudget.internal.settings;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings {@code tokenbudget.rule.<number>.<part>}, rule by rule. */
final class RuleParts {

    static final String PREFIX = "tokenbudget.rule.";

    private static final Pattern KEY = Pattern.compile(
            "tokenbudget\\.rule\\.([1-9]\\d{0,3})\\.(task|metric|statistic|tolerance|minimum|maximum|mode|alpha)");

    private final SortedMap<Integer, SortedMap<String, String>> rules = new TreeMap<>();

    /** Take a setting whose key begins with {@link #PREFIX}; one that is there already stays. */
    void take(String key, String value, String source) {
        Matcher part = KEY.matcher(key);
        if (!part.matches() || value.isBlank()) {
            throw new InvalidSettingException(key + "=" + value + " (" + source
                    + ") cannot be used. A rule has a number from 1 on, and of task, metric, statistic, tolerance, minimum,"
                    + " maximum, mode and alpha those that it needs, such as " + PREFIX + "1.metric=calls.");
        }
        rules.computeIfAbsent(Integer.valueOf(part.group(1)), number -> new TreeMap<>())
                .putIfAbsent(part.group(2), value);
    }

    void putInto(Map<String, String> settings) {
        rules.forEach(
                (number, parts) -> parts.forEach((part, value) -> settings.put(PREFIX + number + "." + part, value)));
    }

    SortedMap<Integer, SortedMap<String, String>> byNumber() {
        SortedMap<Integer, SortedMap<String, String>> copy = new TreeMap<>();
        rules.forEach((number, parts) -> copy.put(number, new TreeMap<>(parts)));
        return copy;
    }
}
