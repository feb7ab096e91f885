package dev.tokenbudget.internal.statistics;

/**
 * Deals two samples out again into groups of the same sizes, again and again.
 *
 * <p>The difference of means of a rearrangement is as large as the observed one when the baseline's values that came into
 * the candidate group sum to at least the candidate's values that left it. All that is kept of a rearrangement are these
 * two sums.
 */
abstract sealed class Rearrangements permits AllRearrangements, RandomRearrangements {

    /** What adding the same values in another order may leave of their sum, as a share of it. */
    private static final double ROUNDING = 1e-13;

    /** How many values there are in both groups. */
    final int all;

    /** How many values the smaller group has. */
    final int smaller;

    private final boolean candidateIsSmaller;
    private final double baselineTotal;
    private final double candidateTotal;
    private double left;
    private double came;

    Rearrangements(double[] baseline, double[] candidate) {
        all = baseline.length + candidate.length;
        candidateIsSmaller = candidate.length <= baseline.length;
        smaller = Math.min(baseline.length, candidate.length);
        baselineTotal = sum(baseline);
        candidateTotal = sum(candidate);
    }

    /** Rearrange the values; false where every rearrangement has been seen. */
    abstract boolean advance();

    /** Return the factor on the baseline from which on this rearrangement is as extreme as what was observed. */
    final double criticalFactor() {
        return left / came;
    }

    /** Whether this rearrangement moved nothing but zeros, and so is as extreme as the observation at every factor. */
    final boolean changesNothing() {
        return left == 0 && came == 0;
    }

    /** Take the sums of a drawn group that is as large as the smaller sample. */
    final void take(double drawnOfBaseline, double drawnOfCandidate) {
        came = candidateIsSmaller ? drawnOfBaseline : rest(baselineTotal, drawnOfBaseline);
        left = candidateIsSmaller ? rest(candidateTotal, drawnOfCandidate) : drawnOfCandidate;
    }

    private static double rest(double total, double drawn) {
        double rest = total - drawn;
        return rest > total * ROUNDING ? rest : 0;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
