package dev.tokenbudget.internal.statistics;

import dev.tokenbudget.internal.text.Figures;
import java.util.Arrays;
import org.apache.commons.numbers.arrays.Selection;

/**
 * The two-sample permutation test of the difference of arithmetic means (Fisher 1935; Pitman 1937): if nothing changed, any
 * dealing of the pooled runs to the two groups was as probable as the one observed.
 *
 * <p>All rearrangements are enumerated where there are at most 20,000; else 9,999 seeded shuffles are drawn, and the
 * observation counts as one more: p = (1 + number as extreme) / (1 + 9,999) (Phipson and Smyth 2010).
 *
 * <p>To test another ratio than 1, the baseline is scaled by it. Each rearrangement has one critical ratio, from which on it
 * is as extreme as the observation; so the critical ratios hold the p value of every ratio, and the confidence interval,
 * which a bisection on the scaling factor would approach, is one of them at either end.
 */
public final class PermutedMeans implements MeanComparison {

    private static final int MOST_ENUMERATED = 20_000;
    private static final int SHUFFLES = 9_999;

    /** Sums of the same values in another order differ by rounding: a tie must count as a tie. */
    private static final double ROUNDING = 1e-10;

    private final double[] criticalFactors;
    private final int unmoved;
    private final boolean exact;

    private PermutedMeans(double[] criticalFactors, int unmoved, boolean exact) {
        this.criticalFactors = criticalFactors;
        this.unmoved = unmoved;
        this.exact = exact;
    }

    /**
     * Compare two samples.
     *
     * @param baseline at least one value of 0 or more
     * @param candidate at least one value of 0 or more
     * @param seed of the shuffles, see {@link SampleSeed}
     */
    public static PermutedMeans of(double[] baseline, double[] candidate, long seed) {
        double count = rearrangements(baseline.length, candidate.length);
        boolean exact = count <= MOST_ENUMERATED;
        Rearrangements rearrangements = exact
                ? new AllRearrangements(baseline, candidate)
                : new RandomRearrangements(baseline, candidate, seed);
        double[] factors = new double[exact ? (int) count : SHUFFLES];
        int moved = 0;
        for (int i = 0; i < factors.length; i++) {
            rearrangements.advance();
            if (!rearrangements.changesNothing()) {
                factors[moved++] = rearrangements.criticalFactor();
            }
        }
        // shuffles do not hold the observation, which is one of the equally probable dealings
        int unmoved = factors.length - moved + (exact ? 0 : 1);
        return new PermutedMeans(Arrays.copyOf(factors, moved), unmoved, exact);
    }

    /**
     * Whether {@code candidate} is so much higher than {@code baseline} that p is at most {@code bound}, by enumeration or
     * by up to {@code shuffles} shuffles; drawing ends as soon as the answer is no.
     */
    public static boolean isGrowthBeyond(double[] baseline, double[] candidate, double bound, int shuffles, long seed) {
        if (rearrangements(baseline.length, candidate.length) <= MOST_ENUMERATED) {
            return of(baseline, candidate, seed).pValueOfGrowth(1) <= bound;
        }
        Rearrangements drawn = new RandomRearrangements(baseline, candidate, seed);
        double allowed = bound * (1 + shuffles);
        int asExtreme = 1;
        for (int i = 0; i < shuffles && asExtreme <= allowed; i++) {
            drawn.advance();
            if (drawn.changesNothing() || drawn.criticalFactor() <= 1 + ROUNDING) {
                asExtreme++;
            }
        }
        return asExtreme <= allowed;
    }

    /** Return the smallest p that samples of these sizes can reach. */
    public static double smallestP(int baselineSize, int candidateSize) {
        return 1 / rearrangements(baselineSize, candidateSize);
    }

    @Override
    public double pValueOfGrowth(double factor) {
        return share(atMost(factor * (1 + ROUNDING)));
    }

    @Override
    public double pValueOfFall(double factor) {
        return share(criticalFactors.length - atMost(Math.nextDown(factor * (1 - ROUNDING))));
    }

    @Override
    public Interval interval(double alpha) {
        int total = criticalFactors.length + unmoved;
        // the smallest number of rearrangements whose share, with the unmoved ones, is more than alpha
        int needed = (int) Math.floor(alpha * total * (1 + ROUNDING)) + 1 - unmoved;
        if (needed <= 0) {
            return Interval.UNBOUNDED;
        }
        double[] factors = criticalFactors.clone();
        int low = needed - 1;
        int high = factors.length - needed;
        Selection.select(factors, new int[] {low, high});
        return new Interval(factors[low], factors[high]);
    }

    @Override
    public String method() {
        return exact
                ? "all " + Figures.count(criticalFactors.length + unmoved) + " rearrangements"
                : Figures.count(SHUFFLES) + " shuffles";
    }

    private double share(int asExtreme) {
        return (double) (asExtreme + unmoved) / (criticalFactors.length + unmoved);
    }

    /** Return how many critical factors are {@code factor} or less. */
    private int atMost(double factor) {
        int count = 0;
        for (double critical : criticalFactors) {
            if (critical <= factor) {
                count++;
            }
        }
        return count;
    }

    private static double rearrangements(int baselineSize, int candidateSize) {
        int smaller = Math.min(baselineSize, candidateSize);
        int all = baselineSize + candidateSize;
        double count = 1;
        for (int i = 1; i <= smaller && count < 1e300; i++) {
            count = count * (all - smaller + i) / i;
        }
        return Math.rint(count);
    }
}
