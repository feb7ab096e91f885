package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.text.Figures;

/**
 * How far the number of calls of a run moved.
 *
 * @param before calls of an accepted run, on average
 * @param after calls of a measured run, on average
 * @param evidence what the test says of it, for this task alone
 */
public record CallsFinding(double before, double after, Evidence evidence) {

    /** Whether the number of calls fell, and that is no chance. */
    boolean fell(double alpha) {
        return after < before && evidence.pOfFall() <= alpha;
    }

    /** Whether the number of calls moved, and that is no chance. */
    public boolean isProved(double alpha) {
        return (after >= before ? evidence.pOfGrowth() : evidence.pOfFall()) <= alpha;
    }

    /** Return this as a sentence without a full stop, such as "0.9 more calls a run (5.1 to 6.0), not proved". */
    String inWords(double alpha) {
        String apart = Metric.CALLS.figure(Figures.tenths(Math.abs(after - before)));
        return apart + (after >= before ? " more " : " fewer ") + (apart.equals("1") ? "call" : "calls") + " a run ("
                + Metric.CALLS.figure(before, after) + " to " + Metric.CALLS.figure(after, before) + "), "
                + (isProved(alpha) ? "proved" : "not proved");
    }
}
