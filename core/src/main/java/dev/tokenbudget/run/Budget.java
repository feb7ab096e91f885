package dev.tokenbudget.run;

import java.util.ArrayList;
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

    static final String CURE = "Make the task cheaper, or raise the budget in its annotation.";

    public Budget {
        Map<Metric, Long> sorted = new EnumMap<>(Metric.class);
        sorted.putAll(limits);
        limits = Collections.unmodifiableMap(sorted);
    }

    /** Return what speaks against {@code run}: what stopped it, and the limits that it exceeds as far as its usage is known. */
    public List<Breach> breachesOf(Run run) {
        List<Breach> breaches = new ArrayList<>(run.stopped().stream().toList());
        limits.forEach((metric, allowed) -> metric.of(run).stream()
                .filter(measured -> measured > allowed && !isStoppedAt(metric, run))
                .mapToObj(measured -> new Exceeded(metric, run.number(), measured, allowed))
                .forEach(breaches::add));
        return List.copyOf(breaches);
    }

    private static boolean isStoppedAt(Metric metric, Run run) {
        return run.stopped()
                .filter(stop -> stop.scope() == Stop.Scope.RUN && stop.metric() == metric)
                .isPresent();
    }

    /** A run used more than it may, or wanted to. */
    public sealed interface Breach permits Exceeded, Stop {

        /** Return what happened, as the rest of a sentence whose subject is the task. */
        String inWords();

        /** Return what to do about it, as a sentence. */
        String cure();
    }

    /**
     * A run used more than its budget allows.
     *
     * @param metric what was limited
     * @param run the run's number in its task, from 1
     * @param measured what the run used
     * @param allowed what the budget allows
     */
    public record Exceeded(Metric metric, int run, double measured, long allowed) implements Breach {

        /** Return what happened in words, such as "used 17,420 tokens in run 3, but its budget is 15,000 (maxTotal)". */
        @Override
        public String inWords() {
            return metric.used(metric.figure(measured, allowed)) + " in run " + run + ", but its budget is "
                    + metric.figure(allowed) + " (" + metric.budgetName() + ")";
        }

        @Override
        public String cure() {
            return CURE;
        }
    }
}
