package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.history.store.ChargedCall;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures that calls add up to for one rule: by hour or day, and by whatever the rule looks at. */
final class CallWindows {

    private static final double NINETY_NINTH = 0.99;

    private record Place(Instant from, String subject) {}

    private static final Comparator<Place> BY_TIME =
            Comparator.comparing(Place::from).thenComparing(Place::subject);

    private final AlertRule rule;
    private final Map<Place, Tally> tallies = new TreeMap<>(BY_TIME);

    private static final class Tally {
        private long calls;
        private BigDecimal cost = BigDecimal.ZERO;
        private long input;
        private long cacheRead;
        private long retried;
        private final List<Long> latencies = new ArrayList<>();
    }

    CallWindows(AlertRule rule) {
        this.rule = rule;
    }

    AlertRule rule() {
        return rule;
    }

    void add(ChargedCall call) {
        switch (rule.measure()) {
            case COST_PER_HOUR -> take(call, call.at().truncatedTo(ChronoUnit.HOURS), "");
            case COST_PER_SESSION ->
                take(call, call.runStarted().truncatedTo(ChronoUnit.DAYS), "session " + call.run());
            case COST_PER_CALL -> take(call, day(call), "session " + call.run() + ", call " + call.sequence());
            case COST_PER_USER_DAY -> {
                if (!call.user().isEmpty()) {
                    take(call, day(call), "user " + call.user());
                }
            }
            case COST_PER_DAY, CACHE_HIT_RATE, RETRY_RATE, P99_LATENCY_MS -> take(call, day(call), "");
            default -> {
                // known from sums that the history keeps
            }
        }
    }

    private static Instant day(ChargedCall call) {
        return call.at().truncatedTo(ChronoUnit.DAYS);
    }

    private void take(ChargedCall call, Instant from, String subject) {
        Tally tally = tallies.computeIfAbsent(new Place(from, subject), place -> new Tally());
        tally.cost = tally.cost.add(call.costUsd().orElse(BigDecimal.ZERO));
        tally.retried += call.retries() > 0 ? 1 : 0;
        switch (rule.measure()) {
            case CACHE_HIT_RATE -> {
                if (call.input().isPresent() && call.cacheRead().isPresent()) {
                    tally.calls++;
                    tally.input += call.input().getAsLong();
                    tally.cacheRead += call.cacheRead().getAsLong();
                }
            }
            case P99_LATENCY_MS ->
                call.latencyMs().ifPresent(latency -> {
                    tally.calls++;
                    tally.latencies.add(latency);
                });
            default -> tally.calls++;
        }
    }

    /** Return the figures, by time and subject; none of days with too few calls. */
    List<Window> windows() {
        List<Window> windows = new ArrayList<>();
        tallies.forEach((place, tally) -> {
            if (!rule.measure().needsCalls() || tally.calls >= rule.minCalls()) {
                windows.add(new Window(place.subject(), place.from(), value(tally)));
            }
        });
        return windows;
    }

    private double value(Tally tally) {
        return switch (rule.measure()) {
            case CACHE_HIT_RATE -> tally.input == 0 ? 0 : (double) tally.cacheRead / tally.input;
            case RETRY_RATE -> (double) tally.retried / tally.calls;
            case P99_LATENCY_MS -> percentile(tally.latencies);
            default -> tally.cost.doubleValue();
        };
    }

    /** The smallest latency that at least 99 of 100 calls do not exceed. */
    private static double percentile(List<Long> latencies) {
        List<Long> sorted = latencies.stream().sorted().toList();
        return sorted.get((int) Math.ceil(NINETY_NINTH * sorted.size()) - 1);
    }
}
