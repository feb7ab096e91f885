package dev.tokenbudget.internal.history;

import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a provider says that an organisation used in some time: a sum, of no single call. Sums of providers stand beside those
 * of calls and are never added to them.
 *
 * @param id the same whenever this sum is read again: an id counts once
 * @param source which report it is of, such as {@code openai-usage}
 * @param from the begin of the time
 * @param to its end, exclusive
 * @param model the model; empty where the report does not split by it
 * @param labels what else the report splits by, such as a project's id
 * @param requests how many requests there were, where the report says so
 * @param usage their tokens
 * @param costUsd what they cost in US dollars, where the report says so
 */
public record ReportedEntry(
        String id,
        String source,
        Instant from,
        Instant to,
        String model,
        Labels labels,
        OptionalLong requests,
        TokenUsage usage,
        Optional<BigDecimal> costUsd) {}
