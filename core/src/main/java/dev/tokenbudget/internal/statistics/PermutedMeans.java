package dev.tokenbudget.internal.statistics;

import dev.tokenbudget.internal.text.Figures;
import java.util.Arrays;

/**
 * The two-sample permutation test of the difference of arithmetic means (Fisher 1935; Pitman 1937): if nothing changed, any
 * dealing of the pooled runs to the two groups was as probable as the one observed.
 *
 * <p>All rearrangements are enumerated where there are at most 20,000; else 9,999 seeded shuffles are drawn, and the
 * observation counts as one more: p = (1 + number as extreme) / (1 + 9,999) (Phipson and Smyth 2010).
 *
 * <p>To test another ratio than 1, the baseline is scaled by it. Each rearrangement has one critical ratio, from which on it
 * is as extreme as the observation; so the critical ratios hold the p value of every ratio.
 */
public final class PermutedMeans {

    private static final int MOST_ENUMERATED = 20_000;
    private static final int SHUFFLES = 9_999;

    /** Sums of the same values in another order differ by rounding: a tie must count as a tie. */
    private static final double ROUNDING = 1e-10;

    private final double[] criticalFactors;
    private final int unmoved;
    private final boolean exact;
    private final boolean zerosOnBothSides;

    private PermutedMeans(double[] criticalFactors, int unmoved, boolean exact, boolean zerosOnBothSides) {
        this.criticalFactors = criticalFactors;
        this.unmoved = unmoved;
        this.exact = exact;
        this.zerosOnBothSides = zerosOnBothSides;
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
        double[] critical = Arrays.copyOf(factors, moved);
        Arrays.sort(critical);
        return new PermutedMeans(critical, unmoved, exact, holdsZero(baseline) && holdsZero(candidate));
    }

    private static boolean holdsZero(double[] sample) {
        return Arrays.stream(sample).anyMatch(value -> value == 0);
    }

    /** Return the smallest p that samples of these sizes can reach. */
    public static double smallestP(int baselineSize, int candidateSize) {
        return 1 / rearrangements(baselineSize, candidateSize);
    }

    /**
     * Whether no rearrangement is as extreme as the observation, where {@code p} is what this test says of it: other than the observation
     * itself, which shuffles of small samples may meet again.
     */
    boolean isAtFloor(double p) {
        return p <= share(0) && !zerosOnBothSides;
    }

    /** Return how probable a candidate's mean as high as this one is where the true ratio of means is {@code factor}. */
    public double pValueOfGrowth(double factor) {
        return share(atMost(factor * (1 + ROUNDING)));
    }

    /** Return how probable a candidate's mean as low as this one is where the true ratio of means is {@code factor}. */
    public double pValueOfFall(double factor) {
        return share(criticalFactors.length - atMost(Math.nextDown(factor * (1 - ROUNDING))));
    }

    /** Return the test in words, such as "9,999 shuffles". */
    String method() {
        return exact
                ? "all " + Figures.count(criticalFactors.length + unmoved) + " rearrangements"
                : Figures.count(SHUFFLES) + " shuffles";
    }

    private double share(int asExtreme) {
        return (double) (asExtreme + unmoved) / (criticalFactors.length + unmoved);
    }

    /** Return how many critical factors are {@code factor} or less. */
    private int atMost(double factor) {
        int low = 0;
        int high = criticalFactors.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (criticalFactors[middle] <= factor) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
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
