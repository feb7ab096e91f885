package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.Cost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Absolute limits of one run.
 *
 * @param limits the largest value allowed of each limited metric, in the metric's unit and above 0
 */
public record Budget(Map<Metric, BigDecimal> limits) {

    /** A budget that allows everything. */
    public static final Budget NONE = new Budget(Map.of());

    static final String REMEDY = "Make the task cheaper, or raise the budget in its annotation.";

    private static final String REMEDY_OF_LATENCY = "Make the task faster, or raise the budget in its annotation.";

    public Budget {
        Map<Metric, BigDecimal> sorted = new TreeMap<>();
        sorted.putAll(limits);
        limits = Collections.unmodifiableMap(sorted);
    }

    /** Return a budget of whole numbers, such as tokens and calls. */
    public static Budget of(Map<Metric, Long> limits) {
        Map<Metric, BigDecimal> exact = new TreeMap<>();
        limits.forEach((metric, limit) -> exact.put(metric, BigDecimal.valueOf(limit)));
        return new Budget(exact);
    }

    /**
     * Return what speaks against {@code run}: what stopped it, the limits that it exceeds as far as its usage is known, and a
     * limit on its cost where that is not known.
     */
    public List<Breach> breachesOf(Run run) {
        List<Breach> breaches = new ArrayList<>(run.stopped().stream().toList());
        limits.forEach((metric, allowed) -> {
            if (!isStoppedAt(metric, run)) {
                breachOf(metric, allowed, run).ifPresent(breaches::add);
            }
        });
        return List.copyOf(breaches);
    }

    private static Optional<Breach> breachOf(Metric metric, BigDecimal allowed, Run run) {
        if (metric.equals(Metric.COST_USD)) {
            return run.bill().flatMap(bill -> breachOf(bill, allowed, run));
        }
        return metric.of(run).stream()
                .filter(measured -> measured > allowed.doubleValue())
                .mapToObj(measured -> (Breach) new Exceeded(metric, run.number(), measured, allowed))
                .findFirst();
    }

    private static Optional<Breach> breachOf(Bill bill, BigDecimal allowed, Run run) {
        BigDecimal known = bill.known().usd();
        if (known.compareTo(allowed) > 0) {
            return Optional.of(new Exceeded(Metric.COST_USD, run.number(), known.doubleValue(), allowed));
        }
        return bill.unpriced().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Unpriced(run.number(), List.copyOf(bill.unpriced().values()), allowed));
    }

    private static boolean isStoppedAt(Metric metric, Run run) {
        return run.stopped()
                .filter(stop -> stop.scope() == Stop.Scope.RUN && stop.metric().equals(metric))
                .isPresent();
    }

    /** Return what happened, as the rest of a sentence whose subject is the task; what runs have in common is said once. */
    public static String inWords(List<Breach> breaches) {
        return BreachWords.of(breaches);
    }

    /** A run used more than it may, or wanted to, or what it used is unknown. */
    public sealed interface Breach permits Exceeded, Unpriced, Stop {

        /**
         * Return what happened, as the rest of a sentence whose subject is the task, such as "used 17,420 tokens in run 3, but
         * its budget is 15,000 (maxTotal)".
         */
        default String inWords() {
            return BreachWords.of(List.of(this));
        }

        /** Return the run's number in its task, from 1. */
        int run();

        /** Return what was limited. */
        Metric metric();

        /** Return what to do about it, as a sentence. */
        String remedy();
    }

    /**
     * A run used more than its budget allows.
     *
     * @param metric what was limited
     * @param run the run's number in its task, from 1
     * @param measured what the run used
     * @param allowed what the budget allows
     */
    public record Exceeded(Metric metric, int run, double measured, BigDecimal allowed) implements Breach {

        @Override
        public String remedy() {
            return metric.equals(Metric.LATENCY_MS) ? REMEDY_OF_LATENCY : REMEDY;
        }
    }

    /**
     * A run has a limit on its cost, but called models that have no price.
     *
     * @param run the run's number in its task, from 1
     * @param costs what has no known cost
     * @param allowed what the budget allows, in US dollars
     */
    public record Unpriced(int run, List<Cost.Unpriced> costs, BigDecimal allowed) implements Breach {
        public Unpriced {
            costs = List.copyOf(costs);
        }

        @Override
        public Metric metric() {
            return Metric.COST_USD;
        }

        @Override
        public String remedy() {
            return costs.stream().map(Cost.Unpriced::remedy).distinct().collect(Collectors.joining(" "));
        }
    }
}
