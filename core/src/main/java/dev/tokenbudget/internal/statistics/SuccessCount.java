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

    /** The 97.5th percentile of the normal distribution. */
    private static final double NORMAL_97_5 = 1.959963984540054;

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

    /** Return the share that succeeded; 0 where nothing was attempted. */
    public double share() {
        return attempted == 0 ? 0 : (double) succeeded / attempted;
    }

    /**
     * Return where the share that succeeds in the long run lies with a confidence of 95 %: the interval of Wilson's score
     * (Journal of the American Statistical Association 22, 1927).
     */
    public Interval interval() {
        if (attempted == 0) {
            return new Interval(0, 1);
        }
        double square = NORMAL_97_5 * NORMAL_97_5;
        double middle = succeeded + square / 2;
        double reach = NORMAL_97_5 * Math.sqrt(succeeded * (1 - share()) + square / 4);
        double all = attempted + square;
        return new Interval(Math.max(0, (middle - reach) / all), Math.min(1, (middle + reach) / all));
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
