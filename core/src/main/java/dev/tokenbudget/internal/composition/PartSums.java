package dev.tokenbudget.internal.composition;

import java.math.BigInteger;
import java.util.Arrays;

/** A sum of whole numbers for each part, exact however large it gets. */
final class PartSums {

    private static final int PARTS = Part.values().length;

    private final long[] sums = new long[PARTS];

    /** What no longer fits into {@link #sums}. */
    private final BigInteger[] beyond = new BigInteger[PARTS];

    PartSums() {
        Arrays.fill(beyond, BigInteger.ZERO);
    }

    void add(Part part, long number) {
        int place = part.ordinal();
        long sum = sums[place] + number;
        boolean overflows = ((sums[place] ^ sum) & (number ^ sum)) < 0;
        if (overflows) {
            beyond[place] = of(part);
        }
        sums[place] = overflows ? number : sum;
    }

    void add(Part part, BigInteger number) {
        if (number.bitLength() < Long.SIZE) {
            add(part, number.longValue());
        } else {
            beyond[part.ordinal()] = beyond[part.ordinal()].add(number);
        }
    }

    BigInteger of(Part part) {
        return beyond[part.ordinal()].add(BigInteger.valueOf(sums[part.ordinal()]));
    }
}
