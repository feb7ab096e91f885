package dev.tokenbudget.internal.price;

import dev.tokenbudget.internal.price.TokenPrice.Kind;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A call's tokens in parts that do not overlap, each with a price of its own.
 *
 * <p>Where a provider's numbers contradict each other, a part is cut to what its whole has room for: the sum of the parts
 * is never more than the input and output that were reported.
 *
 * @param byKind the parts; what was written to a cache for a time that was not reported counts as for five minutes, and
 *     output is without reasoning
 */
public record BillableTokens(Map<Kind, Long> byKind) {

    public BillableTokens {
        byKind = Map.copyOf(byKind);
    }

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

    long of(Kind kind) {
        return byKind.getOrDefault(kind, 0L);
    }

    /** Return the size of the whole prompt, which decides the tier. */
    long prompt() {
        return of(Kind.INPUT) + of(Kind.CACHE_READ) + of(Kind.CACHE_WRITE) + of(Kind.CACHE_WRITE_1H);
    }

    private static BillableTokens split(TokenUsage usage, long input, long output) {
        long read = cut(usage.cacheRead().orElse(0), input);
        long hour = usage.cacheWrite1h().orElse(0);
        long reportedWrite =
                usage.cacheWrite().orElseGet(() -> usage.cacheWrite5m().orElse(0) + hour);
        long write = cut(reportedWrite, input - read);
        long write1h = cut(hour, write);
        long reasoning = cut(usage.reasoning().orElse(0), output);
        return new BillableTokens(Map.of(
                Kind.INPUT,
                input - read - write,
                Kind.CACHE_READ,
                read,
                Kind.CACHE_WRITE,
                write - write1h,
                Kind.CACHE_WRITE_1H,
                write1h,
                Kind.OUTPUT,
                output - reasoning,
                Kind.REASONING,
                reasoning));
    }

    private static long cut(long part, long whole) {
        return Math.max(0, Math.min(part, whole));
    }
}
