package dev.tokenbudget.internal.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * How many of several attempts succeeded, and what that says of the share that does in the long run: the exact one-sided
 * binomial test.
 *
 * @param succeeded 0 or more
 * @param attempted at least {@code succeeded}
 */
public record SuccessCount(int succeeded, int attempted) {

    private static final int MOST_ATTEMPTS = 10_000;

    /** Return how many of the attempts must succeed for the share {@code least}. */
    public int needed(double least) {
        return BigDecimal.valueOf(least)
                .multiply(BigDecimal.valueOf(attempted))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }

    /** Whether fewer than the share {@code least} succeeded, be it by chance or not. */
    public boolean isBelow(double least) {
        return succeeded < needed(least);
    }

    /** Return how probable so few successes or fewer are where the share {@code least} succeeds in the long run. */
    public double pOfBeingBelow(double least) {
        return pOfBeingBelow(succeeded, attempted, least);
    }

    /** Whether a smaller share succeeded than of {@code before}, be it by chance or not. */
    public boolean isFallFrom(SuccessCount before) {
        return (long) succeeded * before.attempted < (long) before.succeeded * attempted;
    }

    /** Return how probable so few successes or fewer are beside those of {@code before} where nothing changed: Fisher's exact test. */
    public double pOfFallFrom(SuccessCount before) {
        return HypergeometricDistribution.of(before.attempted + attempted, before.succeeded + succeeded, attempted)
                .cumulativeProbability(succeeded);
    }

    /**
     * Return with how many attempts p is at most {@code alpha} if as large a share succeeds of them as of these, at least one;
     * nothing where it is too many.
     */
    public OptionalInt attemptsToProve(double least, double alpha) {
        for (int attempts = attempted; attempts <= MOST_ATTEMPTS; attempts++) {
            int successes = (int) Math.ceil((double) attempts * succeeded / attempted);
            if (pOfBeingBelow(successes, attempts, least) <= alpha) {
                return OptionalInt.of(attempts);
            }
        }
        return OptionalInt.empty();
    }

    private static double pOfBeingBelow(int succeeded, int attempted, double least) {
        return attempted == 0 ? 1 : BinomialDistribution.of(attempted, least).cumulativeProbability(succeeded);
    }
}
