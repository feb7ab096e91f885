package dev.tokenbudget.internal.explanation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The change of the mean tokens of a run between two samples, from exact sums.
 *
 * @param sumBefore tokens of all runs before
 * @param runsBefore runs before, at least one
 * @param sumAfter tokens of all runs after
 * @param runsAfter runs after, at least one
 */
record MeanChange(BigInteger sumBefore, int runsBefore, BigInteger sumAfter, int runsAfter) {

    private static final BigInteger TENTHS_OF_A_POINT = BigInteger.valueOf(1000);

    double before() {
        return sumBefore.doubleValue() / runsBefore;
    }

    double after() {
        return sumAfter.doubleValue() / runsAfter;
    }

    /** Return the change of the mean, which is 0 only where the mean did not move at all. */
    double drift() {
        return timesAllRuns().doubleValue() / ((double) runsBefore * runsAfter);
    }

    /** Return the change as a fraction of the mean before, such as 0.3 for +30 %; infinite where that is 0. */
    double share() {
        if (timesAllRuns().signum() == 0) {
            return 0;
        }
        return sumBefore.signum() == 0 ? Double.POSITIVE_INFINITY : drift() / before();
    }

    BigInteger rounded() {
        return rounded(timesAllRuns(), BigInteger.valueOf((long) runsBefore * runsAfter));
    }

    /** Return the change in whole tenths of a percentage point of the mean before; nothing where that is 0. */
    Optional<BigInteger> inTenthsOfAPoint() {
        return sumBefore.signum() == 0
                ? Optional.empty()
                : Optional.of(rounded(
                        timesAllRuns().multiply(TENTHS_OF_A_POINT), sumBefore.multiply(BigInteger.valueOf(runsAfter))));
    }

    private BigInteger timesAllRuns() {
        return sumAfter.multiply(BigInteger.valueOf(runsBefore))
                .subtract(sumBefore.multiply(BigInteger.valueOf(runsAfter)));
    }

    private static BigInteger rounded(BigInteger dividend, BigInteger divisor) {
        return new BigDecimal(dividend)
                .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
    }
}
