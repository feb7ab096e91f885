package dev.tokenbudget.internal.waste;

import java.math.BigDecimal;

/**
 * What would not be spent.
 *
 * @param tokens their number; of tokens that are only made cheaper, those
 * @param usd US dollars; too few where a price is not known
 */
record Saving(long tokens, BigDecimal usd) {

    static final Saving NONE = new Saving(0, BigDecimal.ZERO);

    Saving plus(Saving other) {
        return new Saving(tokens + other.tokens, usd.add(other.usd));
    }

    boolean isNone() {
        return tokens == 0 && usd.signum() == 0;
    }
}
