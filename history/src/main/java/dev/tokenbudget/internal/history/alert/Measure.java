package dev.tokenbudget.internal.history.alert;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a rule looks at. Hours and days are those of UTC. */
enum Measure {
    COST_PER_HOUR("costPerHour", Unit.USD, "spent in an hour"),
    COST_PER_DAY("costPerDay", Unit.USD, "spent in a day"),
    COST_PER_SESSION("costPerSession", Unit.USD, "spent by a session or run"),
    COST_PER_CALL("costPerCall", Unit.USD, "spent by a call"),
    COST_PER_USER_DAY("costPerUserDay", Unit.USD, "spent by a user in a day"),
    COST_PER_ORGANISATION_DAY(
            "costPerOrganisationDay", Unit.USD, "spent by the organisation in a day, as its provider reports"),
    COST_AGAINST_WEEK("costAgainstWeek", Unit.OF_AVERAGE, "spent in a day, against the average of the 7 days before"),
    TOKENS_OF_TASK("tokensOfTask", Unit.TOKENS, "used by a run of a task, the mean of a day"),
    CACHE_HIT_RATE("cacheHitRate", Unit.SHARE, "of a day's input was read from a cache"),
    RETRY_RATE("retryRate", Unit.SHARE, "of a day's calls were refused before they were accepted"),
    P99_LATENCY_MS("p99LatencyMs", Unit.MILLISECONDS, "is the 99th percentile of a day's latencies");

    private final String key;
    private final Unit unit;
    private final String words;

    Measure(String key, Unit unit, String words) {
        this.key = key;
        this.unit = unit;
        this.words = words;
    }

    String key() {
        return key;
    }

    Unit unit() {
        return unit;
    }

    String words() {
        return words;
    }

    /** Whether it takes many calls for a figure, so that a few say nothing. */
    boolean needsCalls() {
        return this == CACHE_HIT_RATE || this == RETRY_RATE || this == P99_LATENCY_MS;
    }

    /** Whether single tasks can be chosen. */
    boolean isOfTasks() {
        return this != COST_PER_ORGANISATION_DAY;
    }

    static Optional<Measure> named(String key) {
        return Arrays.stream(values())
                .filter(measure -> measure.key.equals(key))
                .findFirst();
    }

    static String keys() {
        return Arrays.stream(values()).map(Measure::key).collect(Collectors.joining(", "));
    }
}
