package dev.tokenbudget.internal.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics that a test names by itself: their keys, and what they are of a run. */
final class OwnMetric {

    static final String PER = "/";
    static final String COUNT = "count" + PER;
    static final String VALUE = "value" + PER;

    private static final Pattern NAME = Pattern.compile("[^\\s\\p{C}](?:[^\\p{C}]{0,98}[^\\s\\p{C}])?");

    private OwnMetric() {}

    /** Return the metric whose key is {@code key}, or nothing where none of a test has such a key. */
    static Optional<Metric> named(String key) {
        int slash = key.indexOf(PER);
        String name = key.substring(slash + 1);
        return switch (slash < 0 ? "" : key.substring(0, slash + 1)) {
            case COUNT -> Optional.of(Metric.countOf(name));
            case VALUE -> Optional.of(Metric.valueOf(name));
            case "total/" -> Optional.of(Metric.perUnit(Metric.TOTAL, name));
            case "costUsd/" -> Optional.of(Metric.perUnit(Metric.COST_USD, name));
            default -> Optional.empty();
        };
    }

    /**
     * Return {@code name}.
     *
     * @throws IllegalArgumentException if it cannot be a name
     */
    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' cannot name what a test counts or measures. Use 1 to 100"
                    + " characters on one line that neither begin nor end with a blank, such as \"tickets resolved\".");
        }
        return name;
    }

    /** Return the metric that {@code metric} divides by a number of units; nothing where it divides none. */
    static Optional<Metric> base(Metric metric) {
        return Stream.of(Metric.TOTAL, Metric.COST_USD)
                .filter(base -> metric.key().startsWith(base.key() + PER))
                .findFirst();
    }

    /** Return the name that a test chose, which is a part of the key of {@code metric}. */
    static String nameIn(Metric metric) {
        return metric.key().substring(metric.key().indexOf(PER) + 1);
    }

    /** Return {@code metric} and, where it counts units of value, what was used for each of them. */
    static List<Metric> withThosePerUnit(Metric metric) {
        return metric.key().startsWith(COUNT)
                ? List.of(
                        metric,
                        Metric.perUnit(Metric.TOTAL, metric.unit()),
                        Metric.perUnit(Metric.COST_USD, metric.unit()))
                : List.of(metric);
    }

    static OptionalDouble counted(Run run, String unit) {
        return known(run, COUNT + unit);
    }

    static OptionalDouble measured(Run run, String name) {
        return known(run, VALUE + name);
    }

    static OptionalDouble perUnit(Metric metric, Run run, String unit) {
        OptionalDouble units = counted(run, unit);
        OptionalDouble used = metric.of(run);
        return RunFigures.isEstimated(run) || used.isEmpty() || !(units.orElse(0) > 0)
                ? OptionalDouble.empty()
                : OptionalDouble.of(used.getAsDouble() / units.getAsDouble());
    }

    private static OptionalDouble known(Run run, String key) {
        Double value = run.own().get(key);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
