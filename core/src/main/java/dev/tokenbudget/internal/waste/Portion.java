package dev.tokenbudget.internal.waste;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Tokens of a call that were spent together, as far as no finding has claimed them. */
final class Portion {

    private static final int DECIMALS = 18;

    private long tokens;
    private BigDecimal usd;

    Portion(long tokens, BigDecimal usd) {
        this.tokens = tokens;
        this.usd = usd;
    }

    /** Return how many tokens are left. */
    long tokens() {
        return tokens;
    }

    /** Return what they cost. */
    BigDecimal usd() {
        return usd;
    }

    /** Claim all that is left. */
    Saving take() {
        Saving all = new Saving(tokens, usd);
        tokens = 0;
        usd = BigDecimal.ZERO;
        return all;
    }

    /** Claim up to {@code most} tokens. */
    Saving take(long most) {
        if (most >= tokens) {
            return take();
        }
        long taken = Math.max(0, most);
        BigDecimal cost = share(BigDecimal.valueOf(taken), BigDecimal.valueOf(tokens));
        tokens -= taken;
        usd = usd.subtract(cost);
        return new Saving(taken, cost);
    }

    /** Claim all that is left, of which only {@code part} of {@code whole} is saved in dollars. */
    Saving takeCheaper(BigDecimal part, BigDecimal whole) {
        BigDecimal saved = whole.signum() == 0 ? BigDecimal.ZERO : share(part, whole);
        return new Saving(take().tokens(), saved);
    }

    private BigDecimal share(BigDecimal part, BigDecimal whole) {
        return usd.multiply(part).divide(whole, DECIMALS, RoundingMode.DOWN);
    }
}
