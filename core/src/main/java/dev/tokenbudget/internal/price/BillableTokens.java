package dev.tokenbudget.internal.price;

import dev.tokenbudget.internal.price.TokenPrice.Kind;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A call's tokens in parts that do not overlap, each with a price of its own.
 *
 * <p>Where a provider's numbers contradict each other, a part is cut to what its whole has room for: the sum of the parts
 * is never more than the input and output that were reported.
 *
 * @param input the prompt, without what is read from or written to a cache
 * @param cacheRead what is read from a cache
 * @param cacheWrite what is written to a cache for five minutes, or for a time that was not reported
 * @param cacheWrite1h what is written to a cache for one hour
 * @param output the answer, without reasoning
 * @param reasoning the part of the answer that is reasoning
 */
public record BillableTokens(
        long input, long cacheRead, long cacheWrite, long cacheWrite1h, long output, long reasoning) {

    /** Return the parts of {@code call}, or nothing where its usage is not known. */
    static Optional<BillableTokens> of(ModelCall call) {
        TokenUsage usage = call.usage();
        OptionalLong output = usage.output();
        if (output.isEmpty() && call.kind() == CallKind.RERANK) {
            output = OptionalLong.of(0);
        }
        if (!call.isMeasurable() || usage.input().isEmpty() || output.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(split(usage, Math.max(0, usage.input().getAsLong()), Math.max(0, output.getAsLong())));
    }

    /** Return how many of what {@code kind} charges there are; a call is one call. */
    public long of(Kind kind) {
        return switch (kind) {
            case INPUT -> input;
            case OUTPUT -> output;
            case CACHE_READ -> cacheRead;
            case CACHE_WRITE -> cacheWrite;
            case CACHE_WRITE_1H -> cacheWrite1h;
            case REASONING -> reasoning;
            case CALLS -> 1;
        };
    }

    /** Return the size of the whole prompt, which decides the tier. */
    public long prompt() {
        return input + cacheRead + cacheWrite + cacheWrite1h;
    }

    private static BillableTokens split(TokenUsage usage, long input, long output) {
        long read = cut(usage.cacheRead().orElse(0), input);
        long hour = usage.cacheWrite1h().orElse(0);
        long reportedWrite =
                usage.cacheWrite().orElseGet(() -> usage.cacheWrite5m().orElse(0) + hour);
        long write = cut(reportedWrite, input - read);
        long write1h = cut(hour, write);
        long reasoning = cut(usage.reasoning().orElse(0), output);
        return new BillableTokens(input - read - write, read, write - write1h, write1h, output - reasoning, reasoning);
    }

    private static long cut(long part, long whole) {
        return Math.max(0, Math.min(part, whole));
    }
}
