package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.ReportedEntry;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A history of which is known what it holds. It is the afternoon of 2026-11-30. */
final class PlantedHistory implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOON.plus(Duration.ofHours(3)), ZoneOffset.UTC);

    private final History history;
    private int sessions;

    PlantedHistory(String url) {
        history = History.open(url);
    }

    History history() {
        return history;
    }

    /** A call as tests plant it: 1,000 input tokens, of which 800 were cached, and 100 output tokens. */
    record Planted(Instant at, String costUsd, String user, long cacheRead, int retries, long latencyMs) {

        static Planted of(Instant at, String costUsd) {
            return new Planted(at, costUsd, "", 800, 0, 900);
        }

        Planted by(String name) {
            return new Planted(at, costUsd, name, cacheRead, retries, latencyMs);
        }

        Planted cached(long tokens) {
            return new Planted(at, costUsd, user, tokens, retries, latencyMs);
        }

        Planted retried() {
            return new Planted(at, costUsd, user, cacheRead, 1, latencyMs);
        }

        Planted after(long milliseconds) {
            return new Planted(at, costUsd, user, cacheRead, retries, milliseconds);
        }
    }

    /** Add a session of {@code task}, and return its id. */
    String session(String task, Planted... planted) {
        String id = "s-" + ++sessions;
        List<CallEntry> calls = new ArrayList<>();
        for (Planted call : planted) {
            calls.add(call(calls.size() + 1, call));
        }
        history.add(Entries.of(List.of(new RunEntry(
                id,
                Optional.empty(),
                Origin.GATEWAY,
                "tokenbudget",
                task,
                planted[0].at(),
                Duration.ofSeconds(2),
                Optional.of(Outcome.SUCCEEDED),
                Labels.NONE,
                calls))));
        return id;
    }

    private static CallEntry call(int sequence, Planted planted) {
        return new CallEntry(
                sequence,
                planted.at(),
                "openai",
                "gpt-5",
                "",
                Role.AGENT,
                TokenUsage.of(1000, 100).withCacheRead(planted.cacheRead()),
                planted.costUsd().isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(planted.costUsd())),
                Optional.of("stop"),
                OptionalLong.of(planted.latencyMs()),
                planted.retries(),
                0,
                planted.user().isEmpty() ? Labels.NONE : Labels.of(Map.of("user_id", planted.user())));
    }

    /** Add what a provider reports of today. */
    void reported(String costUsd) {
        Instant midnight = Instant.parse("2026-11-30T00:00:00Z");
        history.add(new Entries(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new ReportedEntry(
                        "r-" + costUsd,
                        "anthropic-cost",
                        midnight,
                        midnight.plus(Duration.ofDays(1)),
                        "",
                        Labels.NONE,
                        OptionalLong.empty(),
                        TokenUsage.of(1, 1),
                        Optional.of(new BigDecimal(costUsd))))));
    }

    /** Return what the rule says that has these parts: names and values in turn. */
    AlertCheck check(String... parts) {
        return AlertCheck.of(rules(parts), history, Optional.empty(), CLOCK);
    }

    AlertCheck check(Webhook webhook, String... parts) {
        return AlertCheck.of(rules(parts), history, Optional.of(webhook), CLOCK);
    }

    static AlertRules rules(String... parts) {
        Map<String, String> rule = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i += 2) {
            rule.put(parts[i], parts[i + 1]);
        }
        return AlertRules.ofPom(List.of(rule));
    }

    @Override
    public void close() {
        history.close();
    }
}
