package dev.tokenbudget.internal.history.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run without its calls.
 *
 * @param number by which {@link HistoryReader#calls} finds its calls
 * @param id the run's id
 * @param build the id of its build, where one made it
 * @param origin the name of its {@link dev.tokenbudget.internal.history.Origin}
 * @param task the task's name
 * @param started when it began
 * @param outcome how it ended, where known: the name of an {@link dev.tokenbudget.internal.run.Outcome}
 * @param feature the value of the label, or empty
 * @param team the value of the label, or empty
 * @param calls how many calls it made
 * @param tokens of its agent, where all are known
 * @param costUsd of its agent, where all is known
 */
public record RunSummary(
        long number,
        String id,
        Optional<String> build,
        String origin,
        String task,
        Instant started,
        Optional<String> outcome,
        String feature,
        String team,
        long calls,
        OptionalLong tokens,
        Optional<BigDecimal> costUsd) {}
