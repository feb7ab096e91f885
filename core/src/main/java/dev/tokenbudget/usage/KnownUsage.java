package dev.tokenbudget.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The numbers of a {@link TokenUsage}. */
record KnownUsage(
        OptionalLong input,
        OptionalLong output,
        OptionalLong cacheRead,
        OptionalLong cacheWrite,
        OptionalLong cacheWrite5m,
        OptionalLong cacheWrite1h,
        OptionalLong reasoning)
        implements TokenUsage {

    /** What no call of any model uses, and of which sums over years fit into 64 bits, also as billionths of a US dollar. */
    static final long MOST = 1_000_000_000;

    static final TokenUsage UNKNOWN = new KnownUsage(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    /** Written out, as the one below: those of a record cost each JVM some classes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KnownUsage usage
                && input.equals(usage.input)
                && output.equals(usage.output)
                && cacheRead.equals(usage.cacheRead)
                && cacheWrite.equals(usage.cacheWrite)
                && cacheWrite5m.equals(usage.cacheWrite5m)
                && cacheWrite1h.equals(usage.cacheWrite1h)
                && reasoning.equals(usage.reasoning);
    }

    @Override
    public int hashCode() {
        return Objects.hash(input, output, cacheRead, cacheWrite, cacheWrite5m, cacheWrite1h, reasoning);
    }

    @Override
    public OptionalLong total() {
        if (input.isEmpty() || output.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(saturatedSum(input.getAsLong(), output.getAsLong()));
    }

    @Override
    public List<Anomaly> anomalies() {
        List<Anomaly> found = new ArrayList<>();
        rejectImpossible(found, "input", input);
        rejectImpossible(found, "output", output);
        rejectImpossible(found, "cacheRead", cacheRead);
        rejectImpossible(found, "cacheWrite", cacheWrite);
        rejectImpossible(found, "cacheWrite5m", cacheWrite5m);
        rejectImpossible(found, "cacheWrite1h", cacheWrite1h);
        rejectImpossible(found, "reasoning", reasoning);
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

    @Override
    public Builder toBuilder() {
        return new Builder(this);
    }

    private static void rejectImpossible(List<Anomaly> found, String field, OptionalLong value) {
        if (value.orElse(0) < 0) {
            found.add(new Anomaly(Anomaly.Kind.NEGATIVE, field + " = " + value.getAsLong() + " < 0"));
        } else if (value.orElse(0) > MOST) {
            found.add(new Anomaly(Anomaly.Kind.TOO_MANY, field + " = " + value.getAsLong() + " > " + MOST));
        }
    }

    /** Whether a call can use as many. */
    static boolean isPossible(OptionalLong tokens) {
        return tokens.isPresent() && tokens.getAsLong() >= 0 && tokens.getAsLong() <= MOST;
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
}
