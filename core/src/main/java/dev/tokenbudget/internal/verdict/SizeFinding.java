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
    boolean isProved(double alpha) {
        return (drift >= 0 ? evidence.qOfGrowth() : evidence.qOfFall()) <= alpha;
    }

    /** Return this as a sentence without a full stop, such as "each call is +21.3 % larger (proved, at least +12.0 %)". */
    String inWords(double alpha) {
        String moved = drift >= 0 ? " larger" : " smaller";
        return "each call is " + Figures.percent(drift) + moved
                + (isProved(alpha) ? " (proved" + evidence.atLeastInWords(alpha) + ")" : ", not proved");
    }
}
