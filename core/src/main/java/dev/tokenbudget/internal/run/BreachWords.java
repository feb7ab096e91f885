package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.run.Budget.Breach;
import dev.tokenbudget.internal.run.Budget.Exceeded;
import dev.tokenbudget.internal.run.Budget.Unpriced;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The words for breaches: a limit that several runs exceed is named once, with the number of runs. */
final class BreachWords {

    /** What several runs were stopped before is told by the smallest of their prompts. */
    private static final Comparator<Breach> BY_NEXT = Comparator.comparing(
            breach -> breach instanceof Stop stop ? stop.next().orElse(BigDecimal.ZERO) : BigDecimal.ZERO);

    private BreachWords() {}

    static String of(List<Breach> breaches) {
        Map<Object, List<Breach>> byLimit = new LinkedHashMap<>();
        breaches.forEach(breach -> byLimit.computeIfAbsent(limitOf(breach), limit -> new ArrayList<>())
                .add(breach));
        return byLimit.values().stream().map(BreachWords::ofOneLimit).collect(Collectors.joining("; "));
    }

    private static Object limitOf(Breach breach) {
        if (breach instanceof Exceeded exceeded) {
            return List.of(Exceeded.class, exceeded.metric(), exceeded.allowed());
        }
        if (breach instanceof Stop stop) {
            return List.of(
                    Stop.class,
                    stop.scope(),
                    stop.metric(),
                    stop.allowed(),
                    stop.next().isPresent());
        }
        return List.of(Unpriced.class, ((Unpriced) breach).allowed());
    }

    private static String ofOneLimit(List<Breach> breaches) {
        Breach first = breaches.stream().min(BY_NEXT).orElseThrow();
        String runs = breaches.size() == 1 ? "in run " + first.run() : "in " + breaches.size() + " runs";
        if (first instanceof Exceeded exceeded) {
            Metric metric = exceeded.metric();
            double allowed = exceeded.allowed().doubleValue();
            return metric.used(range(breaches, breach -> ((Exceeded) breach).measured(), metric, allowed)) + " " + runs
                    + ", but its budget is " + metric.figure(allowed, least(breaches)) + " (" + metric.budgetName()
                    + ")";
        }
        if (first instanceof Stop stop) {
            return stop.inWords(
                    runs,
                    range(
                            breaches,
                            breach -> ((Stop) breach).used().doubleValue(),
                            stop.metric(),
                            stop.allowed().doubleValue()));
        }
        String reasons = breaches.stream()
                .flatMap(breach -> ((Unpriced) breach).costs().stream())
                .distinct()
                .map(Cost.Unpriced::because)
                .collect(Collectors.joining("; "));
        Metric cost = Metric.COST_USD;
        return "cannot be held to its budget of "
                + cost.figure(((Unpriced) first).allowed().doubleValue()) + " (" + cost.budgetName() + ") " + runs
                + ": "
                + reasons;
    }

    private static double least(List<Breach> breaches) {
        return breaches.stream()
                .mapToDouble(breach -> ((Exceeded) breach).measured())
                .min()
                .orElseThrow();
    }

    private static String range(List<Breach> breaches, ToDoubleFunction<Breach> value, Metric metric, double allowed) {
        Breach least = breaches.stream().min(Comparator.comparingDouble(value)).orElseThrow();
        Breach most = breaches.stream().max(Comparator.comparingDouble(value)).orElseThrow();
        String from = metric.figure(value.applyAsDouble(least), allowed);
        String to = metric.figure(value.applyAsDouble(most), allowed);
        return from.equals(to) ? from : from + " to " + to;
    }
}
