package dev.tokenbudget.internal.history.importing;

import java.math.BigDecimal;

/** Numbers of tokens and requests. */
final class Counts {

    private Counts() {}

    /** Return the count that {@code text} is, also as {@code 1200.0}. */
    static long of(String name, String text) throws NotUnderstoodException {
        try {
            long count = new BigDecimal(text).longValueExact();
            if (count >= 0) {
                return count;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // said below
        }
        throw new NotUnderstoodException(name + " is \"" + text + "\", which is no count");
    }
}
