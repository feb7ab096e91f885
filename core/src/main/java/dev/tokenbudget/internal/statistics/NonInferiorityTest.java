package dev.tokenbudget.internal.statistics;

import java.util.OptionalInt;

/**
 * Whether a candidate succeeds no less often than a reference, but for a margin: the exact unconditional test of two
 * independent shares (Chan, Statistics in Medicine 17, 1998), which orders outcomes by the score of Farrington and Manning
 * (Statistics in Medicine 9, 1990).
 *
 * <p>p is the largest probability, over all shares whose difference is the margin, of an outcome that speaks as much for the
 * candidate as the observed one. So a candidate that is worse by the margin passes in at most the share alpha of all cases,
 * however few runs there are.
 *
 * @param reference how often the reference succeeded
 * @param candidate how often the candidate did
 */
public record NonInferiorityTest(SuccessCount reference, SuccessCount candidate) {

    /** Shares of which the worst is sought: a step of 1/500. */
    private static final int STEPS = 500;

    /** Sums of the same outcome in another order differ by rounding: a tie must count as a tie. */
    private static final double ROUNDING = 1e-9;

    /** The difference is told to a tenth of a percentage point. */
    private static final double PRECISION = 0.0005;

    private static final int MOST_RUNS = 1_000;

    /**
     * Return how probable so good an outcome of the candidate is, at most, where its share is smaller by {@code margin}.
     *
     * @param margin 0 or more, less than 1
     */
    public double pValue(double margin) {
        if (reference.attempted() == 0 || candidate.attempted() == 0) {
            return 1;
        }
        int[] least = leastSuccesses(margin);
        BinomialTable ofReference = new BinomialTable(reference.attempted());
        BinomialTable ofCandidate = new BinomialTable(candidate.attempted());
        double largest = 0;
        for (int step = 0; step <= STEPS; step++) {
            double share = (1 - margin) * step / STEPS;
            double[] reached = ofCandidate.survival(share);
            double[] density = ofReference.density(share + margin);
            double p = 0;
            for (int successes = 0; successes < density.length; successes++) {
                p += density[successes] * reached[least[successes]];
            }
            largest = Math.max(largest, p);
        }
        return Math.min(1, largest);
    }

    /** Return for each number of the reference's successes the least one of the candidate's that is as good as the observed outcome. */
    private int[] leastSuccesses(double margin) {
        double observed = score(reference.succeeded(), candidate.succeeded(), margin) - ROUNDING;
        int[] least = new int[reference.attempted() + 1];
        int successes = 0;
        for (int ofReference = 0; ofReference < least.length; ofReference++) {
            // the score falls with the reference's successes and rises with the candidate's
            while (successes <= candidate.attempted() && score(ofReference, successes, margin) < observed) {
                successes++;
            }
            least[ofReference] = successes;
        }
        return least;
    }

    private double score(int ofReference, int ofCandidate, double margin) {
        double above = share(ofCandidate, candidate) - share(ofReference, reference) + margin;
        double lower = restrictedShare(ofReference, ofCandidate, margin);
        double higher = lower + margin;
        double variance = higher * (1 - higher) / reference.attempted() + lower * (1 - lower) / candidate.attempted();
        // where nothing varies, the outcome is the margin itself or infinitely far from it
        return variance < ROUNDING * ROUNDING
                ? above > ROUNDING ? Double.MAX_VALUE : above < -ROUNDING ? -Double.MAX_VALUE : 0
                : above / Math.sqrt(variance);
    }

    private static double share(int succeeded, SuccessCount runs) {
        return (double) succeeded / runs.attempted();
    }

    /** Return the candidate's share at which the outcome is most probable where the reference's is larger by {@code margin}. */
    private double restrictedShare(int ofReference, int ofCandidate, double margin) {
        double theta = (double) candidate.attempted() / reference.attempted();
        double p1 = share(ofReference, reference);
        double p2 = share(ofCandidate, candidate);
        double a = 1 + theta;
        double b = -(1 + theta + p1 + theta * p2 + margin * (theta + 2));
        double c = margin * margin + margin * (2 * p1 + theta + 1) + p1 + theta * p2;
        double d = -p1 * margin * (1 + margin);
        double third = b / (3 * a);
        double v = third * third * third - b * c / (6 * a * a) + d / (2 * a);
        double u = Math.copySign(Math.sqrt(Math.max(0, third * third - c / (3 * a))), v);
        double cosine = u == 0 ? 1 : Math.max(-1, Math.min(1, v / (u * u * u)));
        double w = (Math.PI + StrictMath.acos(cosine)) / 3;
        double higher = 2 * u * StrictMath.cos(w) - third;
        return Math.max(0, Math.min(1 - margin, higher - margin));
    }

    /**
     * Return by how much the candidate's share is smaller at most, as a fraction: no larger difference is within what the
     * test allows at {@code alpha}. 0 where it is no smaller.
     */
    public double mostLost(double alpha) {
        if (pValue(0) <= alpha) {
            return 0;
        }
        double possible = 0;
        double excluded = 1;
        while (excluded - possible > PRECISION) {
            double middle = (possible + excluded) / 2;
            if (pValue(middle) <= alpha) {
                excluded = middle;
            } else {
                possible = middle;
            }
        }
        return excluded;
    }

    /**
     * Return how many runs of each show that the candidate is no worse if as large shares succeed of them as of these; nothing
     * where it is more than 1,000.
     */
    public OptionalInt runsToShow(double margin, double alpha) {
        if (reference.attempted() == 0
                || candidate.attempted() == 0
                || share(reference.succeeded(), reference) - share(candidate.succeeded(), candidate) >= margin) {
            return OptionalInt.empty();
        }
        int tooFew = 0;
        int enough = 1;
        while (!shows(enough, margin, alpha)) {
            if (enough == MOST_RUNS) {
                return OptionalInt.empty();
            }
            tooFew = enough;
            enough = Math.min(2 * enough, MOST_RUNS);
        }
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (shows(middle, margin, alpha)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return OptionalInt.of(enough);
    }

    private boolean shows(int runs, double margin, double alpha) {
        return new NonInferiorityTest(of(runs, reference), of(runs, candidate)).pValue(margin) <= alpha;
    }

    private static SuccessCount of(int runs, SuccessCount observed) {
        return new SuccessCount((int) Math.round(share(observed.succeeded(), observed) * runs), runs);
    }
}
