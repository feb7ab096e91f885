package dev.tokenbudget.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Tokens of one model call, in the normal form that every provider's numbers are brought into.
 *
 * <p>An absent value is unknown, and unknown is never 0. Values are kept as the provider sent them, even where they break
 * the rules below; {@link #anomalies()} names what is broken.
 *
 * @param input tokens of the whole prompt, cache reads and writes included
 * @param output tokens of the answer, reasoning included
 * @param cacheRead the part of {@code input} that was read from a prompt cache
 * @param cacheWrite the part of {@code input} that was written to a prompt cache
 * @param cacheWrite5m the part of {@code cacheWrite} that is kept for five minutes, where the provider reports the split
 * @param cacheWrite1h the part of {@code cacheWrite} that is kept for one hour, where the provider reports the split
 * @param reasoning the part of {@code output} that was spent on reasoning
 */
@API(status = Status.STABLE, since = "0.1")
public record TokenUsage(
        OptionalLong input,
        OptionalLong output,
        OptionalLong cacheRead,
        OptionalLong cacheWrite,
        OptionalLong cacheWrite5m,
        OptionalLong cacheWrite1h,
        OptionalLong reasoning) {

    private static final TokenUsage UNKNOWN = new TokenUsage(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    /** Return a usage of which nothing is known. */
    public static TokenUsage unknown() {
        return UNKNOWN;
    }

    /**
     * Return a usage of which the two sums are known.
     *
     * @param input tokens of the whole prompt
     * @param output tokens of the answer, reasoning included
     */
    public static TokenUsage of(long input, long output) {
        return UNKNOWN.withInput(input).withOutput(output);
    }

    public TokenUsage withInput(long tokens) {
        return new TokenUsage(known(tokens), output, cacheRead, cacheWrite, cacheWrite5m, cacheWrite1h, reasoning);
    }

    public TokenUsage withOutput(long tokens) {
        return new TokenUsage(input, known(tokens), cacheRead, cacheWrite, cacheWrite5m, cacheWrite1h, reasoning);
    }

    public TokenUsage withCacheRead(long tokens) {
        return new TokenUsage(input, output, known(tokens), cacheWrite, cacheWrite5m, cacheWrite1h, reasoning);
    }

    public TokenUsage withCacheWrite(long tokens) {
        return new TokenUsage(input, output, cacheRead, known(tokens), cacheWrite5m, cacheWrite1h, reasoning);
    }

    public TokenUsage withCacheWrite5m(long tokens) {
        return new TokenUsage(input, output, cacheRead, cacheWrite, known(tokens), cacheWrite1h, reasoning);
    }

    public TokenUsage withCacheWrite1h(long tokens) {
        return new TokenUsage(input, output, cacheRead, cacheWrite, cacheWrite5m, known(tokens), reasoning);
    }

    public TokenUsage withReasoning(long tokens) {
        return new TokenUsage(input, output, cacheRead, cacheWrite, cacheWrite5m, cacheWrite1h, known(tokens));
    }

    /** Return input + output where both are known; a sum beyond 64 bits stays at the largest value. */
    public OptionalLong total() {
        if (input.isEmpty() || output.isEmpty()) {
            return OptionalLong.empty();
        }
        return known(saturatedSum(input.getAsLong(), output.getAsLong()));
    }

    /** Return the rules of the normal form that these numbers break. */
    public List<Anomaly> anomalies() {
        List<Anomaly> found = new ArrayList<>();
        rejectNegative(found, "input", input);
        rejectNegative(found, "output", output);
        rejectNegative(found, "cacheRead", cacheRead);
        rejectNegative(found, "cacheWrite", cacheWrite);
        rejectNegative(found, "cacheWrite5m", cacheWrite5m);
        rejectNegative(found, "cacheWrite1h", cacheWrite1h);
        rejectNegative(found, "reasoning", reasoning);
        boolean knowsCache = cacheRead.isPresent() || cacheWrite.isPresent();
        long cached = saturatedSum(cacheRead.orElse(0), cacheWrite.orElse(0));
        if (input.isPresent() && knowsCache && cached > input.getAsLong()) {
            found.add(new Anomaly(
                    Anomaly.Kind.CACHE_EXCEEDS_INPUT,
                    "cacheRead + cacheWrite = " + cached + " > input = " + input.getAsLong()));
        }
        if (output.isPresent() && reasoning.isPresent() && reasoning.getAsLong() > output.getAsLong()) {
            found.add(new Anomaly(
                    Anomaly.Kind.REASONING_EXCEEDS_OUTPUT,
                    "reasoning = " + reasoning.getAsLong() + " > output = " + output.getAsLong()));
        }
        return List.copyOf(found);
    }

    private static void rejectNegative(List<Anomaly> found, String field, OptionalLong value) {
        if (value.orElse(0) < 0) {
            found.add(new Anomaly(Anomaly.Kind.NEGATIVE, field + " = " + value.getAsLong() + " < 0"));
        }
    }

    /** Return a + b; a sum beyond 64 bits stays at the largest or smallest value. */
    static long saturatedSum(long a, long b) {
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        if (!overflow) {
            return sum;
        }
        return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private static OptionalLong known(long tokens) {
        return OptionalLong.of(tokens);
    }
}
