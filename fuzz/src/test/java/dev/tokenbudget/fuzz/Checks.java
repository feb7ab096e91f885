package dev.tokenbudget.fuzz;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What must hold whatever is read. */
final class Checks {

    private Checks() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    static void sameBytes(byte[] expected, byte[] actual, String what) {
        if (!Arrays.equals(expected, actual)) {
            throw new AssertionError(what + ": " + expected.length + " bytes became " + actual.length
                    + ", first different at " + Arrays.mismatch(expected, actual));
        }
    }

    /** What a provider reports below 0 is kept as it says, with a remark, and no such call is measurable. */
    static void noNegativeTokens(Collection<ModelCall> calls) {
        for (ModelCall call : calls) {
            TokenUsage usage = call.usage();
            boolean negative = counts(usage).anyMatch(tokens -> tokens.orElse(0) < 0);
            that(!negative || !call.anomalies().isEmpty(), "tokens below 0 without a remark: " + usage);
            long billed = Math.min(usage.input().orElse(0), usage.output().orElse(0));
            that(billed >= 0 || !call.isMeasurable(), "tokens below 0 count: " + usage);
        }
    }

    private static Stream<OptionalLong> counts(TokenUsage usage) {
        return Stream.of(
                usage.input(), usage.output(), usage.cacheRead(), usage.cacheWrite(), usage.reasoning(), usage.total());
    }
}
