package dev.tokenbudget.internal.history;

import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A call that a provider accepted.
 *
 * @param sequence its place in its run, from 1
 * @param at when the request was sent
 * @param provider the upstream's name
 * @param model the model that answered, else the one that was asked for
 * @param agent the agent inside the run that made it; empty where none was named
 * @param role whether the agent made it, or a judge of what the agent did
 * @param usage its tokens, in the normal form
 * @param costUsd what it cost in US dollars, where a price is known
 * @param stopReason why the model stopped, in the provider's own word
 * @param latencyMs milliseconds from the request to the end of the answer, where known
 * @param retries how many attempts were refused just before it, 0 or more
 * @param toolCalls how many tools the answer asks for, 0 or more
 * @param labels its own labels, which go before those of its run
 */
public record CallEntry(
        int sequence,
        Instant at,
        String provider,
        String model,
        String agent,
        Role role,
        TokenUsage usage,
        Optional<BigDecimal> costUsd,
        Optional<String> stopReason,
        OptionalLong latencyMs,
        int retries,
        int toolCalls,
        Labels labels) {

    private static final BigDecimal MOST_USD = BigDecimal.valueOf(1_000_000);

    /** What no call has is not known: one such number would make sums wrong, or larger than a database can hold. */
    public CallEntry {
        usage = possible(usage);
        costUsd = costUsd.filter(usd -> usd.signum() >= 0 && usd.compareTo(MOST_USD) <= 0);
    }

    /** Return {@code usage} where a call can have it. */
    public static TokenUsage possible(TokenUsage usage) {
        boolean isPossible = usage.anomalies().stream()
                .map(Anomaly::kind)
                .noneMatch(kind -> kind == Anomaly.Kind.NEGATIVE || kind == Anomaly.Kind.TOO_MANY);
        return isPossible ? usage : TokenUsage.unknown();
    }
}
