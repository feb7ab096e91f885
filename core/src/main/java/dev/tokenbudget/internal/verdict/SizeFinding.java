package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.text.Figures;

/**
 * How far the tokens of a run moved at an equal number of calls.
 *
 * @param drift as a fraction: 0.21 for +21 %
 * @param evidence what the test says of it
 */
public record SizeFinding(double drift, Evidence evidence) {

    /** Whether a growth or a fall of the size, corrected for the number of questions, is no chance. */
    public boolean isProved(double alpha) {
        return (drift >= 0 ? evidence.qOfGrowth() : evidence.qOfFall()) <= alpha;
    }

    /** Return how certain a growth is, such as "q = 0.0013, at least +12.0 %". */
    String certainty(double alpha) {
        return "q = " + Figures.probability(evidence.qOfGrowth(), alpha) + evidence.atLeastInWords(alpha);
    }

    /** Whether the size moved no further than a ratio of {@code allowed}, up or down, so that nothing is asked of it. */
    public boolean isWithin(double allowed) {
        return 1 + drift <= allowed && 1 + drift >= 1 / allowed;
    }

    /**
     * Return this as a sentence without a full stop, such as "each call is +21.3 % larger (proved, at least +12.0 %)".
     *
     * @param allowed the largest ratio that is tolerated
     */
    String inWords(double alpha, double allowed) {
        String percent = Figures.percent(drift);
        String moved = drift >= 0 ? percent + " larger" : percent.substring(1) + " smaller";
        return "each call is " + moved
                + (isWithin(allowed)
                        ? ", within the tolerance"
                        : isProved(alpha) ? " (proved" + evidence.atLeastInWords(alpha) + ")" : ", not proved");
    }
}
