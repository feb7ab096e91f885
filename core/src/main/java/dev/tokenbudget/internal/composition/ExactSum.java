package dev.tokenbudget.internal.composition;

import java.math.BigInteger;

/** A sum of whole numbers, exact where a long is too short for it as well. */
final class ExactSum {

    private BigInteger beyond = BigInteger.ZERO;
    private long sum;

    void add(long number) {
        long next = sum + number;
        boolean overflows = ((sum ^ next) & (number ^ next)) < 0;
        if (overflows) {
            beyond = beyond.add(BigInteger.valueOf(sum));
        }
        sum = overflows ? number : next;
    }

    void subtract(long number) {
        long next = sum - number;
        boolean overflows = ((sum ^ number) & (sum ^ next)) < 0;
        if (overflows) {
            beyond = beyond.subtract(BigInteger.valueOf(number));
        } else {
            sum = next;
        }
    }

    BigInteger toBigInteger() {
        return beyond.add(BigInteger.valueOf(sum));
    }
}
