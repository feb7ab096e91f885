package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.run.Metric;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the test of a run counts and measures by itself, by the key of the metric. */
final class OwnValues {

    private final SortedMap<String, Double> values = new TreeMap<>();

    void count(String unit, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(
                    "count(\"" + unit + "\", " + number + ") is negative. Count what the run achieved, 0 or more.");
        }
        values.merge(Metric.countOf(unit).key(), (double) number, Double::sum);
    }

    void measure(String name, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException("measure(\"" + name + "\", " + value
                    + ") is no number that can be compared by its share. Measure something that is 0 or more.");
        }
        values.put(Metric.valueOf(name).key(), value);
    }

    Map<String, Double> soFar() {
        return new TreeMap<>(values);
    }
}
