package dev.tokenbudget.run;

import dev.tokenbudget.text.Figures;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Absolute limits of one run.
 *
 * @param limits the largest value allowed of each limited metric, at least 1
 */
public record Budget(Map<Metric, Long> limits) {

    /** A budget that allows everything. */
    public static final Budget NONE = new Budget(Map.of());

    public Budget {
        Map<Metric, Long> sorted = new EnumMap<>(Metric.class);
        sorted.putAll(limits);
        limits = Collections.unmodifiableMap(sorted);
    }

    /** Return the limits that {@code run} exceeds, as far as its usage is known. */
    public List<Breach> breachesOf(Run run) {
        return limits.entrySet().stream()
                .flatMap(limit -> limit.getKey().of(run).stream()
                        .filter(measured -> measured > limit.getValue())
                        .mapToObj(measured -> new Breach(limit.getKey(), run.number(), measured, limit.getValue())))
                .toList();
    }

    /**
     * A run used more than its budget allows.
     *
     * @param metric what was limited
     * @param run the run's number in its task, from 1
     * @param measured what the run used
     * @param allowed what the budget allows
     */
    public record Breach(Metric metric, int run, double measured, long allowed) {

        /** Return what happened in words, such as "used 17,420 tokens in run 3, but its budget is 15,000 (maxTotal)". */
        public String inWords() {
            return "used " + Figures.count(measured, allowed) + " " + metric.unit() + " in run " + run
                    + ", but its budget is " + Figures.count(allowed) + " (" + metric.budgetName() + ")";
        }
    }
}
