package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.text.Wildcard;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When to say what to whom.
 *
 * @param name how the alert is called
 * @param measure what is looked at
 * @param task which tasks, with {@code *} and {@code ?}, several with commas between them
 * @param isMinimum whether less than a limit is too little; else more is too much
 * @param limits the limit of each level that the rule has
 * @param minCalls on a day with fewer calls, a rate or a percentile says nothing
 * @param fails whether an alert of red or critical fails the build
 */
record AlertRule(
        String name,
        Measure measure,
        String task,
        boolean isMinimum,
        Map<Level, Double> limits,
        int minCalls,
        boolean fails) {

    AlertRule {
        limits = Collections.unmodifiableMap(new EnumMap<>(limits));
    }

    /** Return the most urgent level whose limit {@code value} is beyond; nothing where it is as it should be. */
    Optional<Level> reached(double value) {
        return limits.entrySet().stream()
                .filter(limit -> isMinimum ? value < limit.getValue() : value > limit.getValue())
                .map(Map.Entry::getKey)
                .max(Enum::compareTo);
    }

    boolean isOf(String name) {
        return Stream.concat(Stream.of(task), Stream.of(task.split(",")).map(String::strip))
                .map(Wildcard::glob)
                .anyMatch(glob -> glob.matches(name));
    }
}
