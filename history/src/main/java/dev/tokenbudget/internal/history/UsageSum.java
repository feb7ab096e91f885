package dev.tokenbudget.internal.history;

import java.math.BigDecimal;
import java.util.OptionalDouble;

/**
 * What calls add up to.
 *
 * @param calls how many calls
 * @param unknownCalls how many of them do not tell their tokens, which are missing in the sums
 * @param unpricedCalls how many of them have no known price, which are missing in the cost
 * @param cachedCalls how many read some of their input from a cache
 * @param retriedCalls how many were refused before they were accepted
 * @param cutCalls how many answers ended at the output limit
 * @param toolCalls how many tools the answers asked for
 * @param input tokens of prompts, cache reads and writes included
 * @param output tokens of answers, reasoning included
 * @param cacheRead the part of the input that was read from a cache
 * @param cacheWrite the part of the input that was written to a cache
 * @param reasoning the part of the output that was spent on reasoning
 * @param costUsd US dollars
 * @param cacheToldInput the input of the calls that tell what was read from a cache, be it nothing
 */
public record UsageSum(
        long calls,
        long unknownCalls,
        long unpricedCalls,
        long cachedCalls,
        long retriedCalls,
        long cutCalls,
        long toolCalls,
        long input,
        long output,
        long cacheRead,
        long cacheWrite,
        long reasoning,
        BigDecimal costUsd,
        long cacheToldInput) {

    /** No call at all. */
    public static final UsageSum NONE = new UsageSum(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, BigDecimal.ZERO, 0);

    /** Return this and {@code other} together. */
    public UsageSum plus(UsageSum other) {
        return new UsageSum(
                calls + other.calls,
                unknownCalls + other.unknownCalls,
                unpricedCalls + other.unpricedCalls,
                cachedCalls + other.cachedCalls,
                retriedCalls + other.retriedCalls,
                cutCalls + other.cutCalls,
                toolCalls + other.toolCalls,
                input + other.input,
                output + other.output,
                cacheRead + other.cacheRead,
                cacheWrite + other.cacheWrite,
                reasoning + other.reasoning,
                costUsd.add(other.costUsd),
                cacheToldInput + other.cacheToldInput);
    }

    /** Return input and output tokens. */
    public long tokens() {
        return input + output;
    }

    /** Return the share of the input that was read from a cache, 0 to 1, of the calls that tell it; nothing where none does. */
    public OptionalDouble cacheHitRate() {
        return ratio(cacheRead, cacheToldInput);
    }

    /** Return output tokens for each input token; nothing where there was no input. */
    public OptionalDouble outputRatio() {
        return ratio(output, input);
    }

    /** Return the share of the calls that were refused before they were accepted, 0 to 1; nothing where there was no call. */
    public OptionalDouble retryRate() {
        return ratio(retriedCalls, calls);
    }

    private static OptionalDouble ratio(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
