package dev.tokenbudget.internal.history.store;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** US dollars as whole billionths, which add up exactly in every database. */
final class NanoDollars {

    private static final int DIGITS = 9;

    private NanoDollars() {}

    static long of(BigDecimal usd) {
        return usd.setScale(DIGITS, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }

    static BigDecimal usd(long nano) {
        return BigDecimal.valueOf(nano, DIGITS);
    }
}
