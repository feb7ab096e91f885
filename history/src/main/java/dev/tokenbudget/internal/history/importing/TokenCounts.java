package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.usage.TokenUsage;
import java.util.OptionalLong;

/** Brings what exports say of tokens into the normal form. */
final class TokenCounts {

    private TokenCounts() {}

    /**
     * Return the usage, or that nothing is known: many systems write 0 for what they were not told, and an answered prompt is
     * never empty.
     */
    static TokenUsage of(TokenUsage usage) {
        boolean nothing = usage.input().orElse(0) == 0 && usage.output().orElse(0) == 0;
        return nothing ? TokenUsage.unknown() : usage;
    }

    /** Return {@code part} where it is a share of something, else that it is not known. */
    static OptionalLong sum(OptionalLong... parts) {
        long sum = 0;
        boolean known = false;
        for (OptionalLong part : parts) {
            sum += part.orElse(0);
            known |= part.isPresent();
        }
        return known ? OptionalLong.of(sum) : OptionalLong.empty();
    }
}
