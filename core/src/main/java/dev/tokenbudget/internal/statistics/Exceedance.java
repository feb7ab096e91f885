package dev.tokenbudget.internal.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.DiscreteDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Whether a percentile moved, judged by how many of the candidate's runs exceed the baseline's: exact, and nearly free of the
 * noise that a percentile estimated from few runs has.
 *
 * @param exceeding how many of the candidate's runs exceed the baseline's percentile
 * @param candidateSize how many runs the candidate has
 * @param pOfGrowth how probable as many or more are where nothing changed
 * @param pOfFall how probable as few or fewer are where nothing changed
 */
public record Exceedance(int exceeding, int candidateSize, double pOfGrowth, double pOfFall) {

    /**
     * Compare with the runs of a baseline: of all runs beyond its percentile, the share in the candidate is hypergeometric
     * (Fisher's exact test).
     */
    public static Exceedance of(double[] baseline, double[] candidate, double percentile) {
        int exceeding = exceeding(candidate, percentile);
        int all = baseline.length + candidate.length;
        int beyond = exceeding + exceeding(baseline, percentile);
        return of(exceeding, candidate.length, HypergeometricDistribution.of(all, beyond, candidate.length));
    }

    /** Compare with a baseline of which only the percentile is known: each run exceeds it with the same probability. */
    public static Exceedance of(Percentile percentile, double value, double[] candidate) {
        return of(
                exceeding(candidate, value),
                candidate.length,
                BinomialDistribution.of(candidate.length, 1 - percentile.probability()));
    }

    private static Exceedance of(int exceeding, int size, DiscreteDistribution distribution) {
        return new Exceedance(
                exceeding,
                size,
                distribution.survivalProbability(exceeding - 1),
                distribution.cumulativeProbability(exceeding));
    }

    private static int exceeding(double[] values, double limit) {
        return (int) Arrays.stream(values).filter(value -> value > limit).count();
    }
}
