package dev.tokenbudget.internal.history.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What of a call can be charged or complained about.
 *
 * @param at when the request was sent
 * @param run the id of its run or session
 * @param runStarted when that began
 * @param sequence its place there, from 1
 * @param task the task's name
 * @param user the hashed id of whom it was made for, or empty
 * @param costUsd what it cost in US dollars, where known
 * @param input tokens of its prompt, where known
 * @param cacheRead the part of them that was read from a cache, where known
 * @param retries how many attempts were refused just before it
 * @param latencyMs milliseconds until the end of its answer, where known
 */
public record ChargedCall(
        Instant at,
        String run,
        Instant runStarted,
        int sequence,
        String task,
        String user,
        Optional<BigDecimal> costUsd,
        OptionalLong input,
        OptionalLong cacheRead,
        int retries,
        OptionalLong latencyMs) {}
