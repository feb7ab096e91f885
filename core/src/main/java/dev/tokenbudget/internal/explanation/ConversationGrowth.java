package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Why the conversation that a call at one position reads is longer than before: its turns are longer, or more of them are
 * kept. The sizes of single turns are not known, so that this is an estimate; it only shifts tokens between causes.
 */
final class ConversationGrowth {

    /** A text that the model wrote counts up to one part in so many more or less where it is read again. */
    private static final int PARTS_MISCOUNTED = 5;

    private final Profile before;
    private final Profile after;
    private final int position;
    private final Rational writtenBefore;
    private final Rational writtenAfter;

    private ConversationGrowth(
            Profile before, Profile after, int position, Rational writtenBefore, Rational writtenAfter) {
        this.before = before;
        this.after = after;
        this.position = position;
        this.writtenBefore = writtenBefore;
        this.writtenAfter = writtenAfter;
    }

    /** Return the growth at each position that runs before and after reach. */
    static List<ConversationGrowth> between(Profile before, Profile after) {
        List<ConversationGrowth> growths = new ArrayList<>();
        Rational writtenBefore = Rational.ZERO;
        Rational writtenAfter = Rational.ZERO;
        for (int position = 0; position < Math.min(before.positions(), after.positions()); position++) {
            growths.add(new ConversationGrowth(before, after, position, writtenBefore, writtenAfter));
            writtenBefore = writtenBefore.plus(before.tokensOfCall(Part.OUTPUT, position));
            writtenAfter = writtenAfter.plus(after.tokensOfCall(Part.OUTPUT, position));
        }
        return growths;
    }

    int position() {
        return position;
    }

    /**
     * Return the growth of a call's history that comes from longer answers of earlier calls: all that they grew by, as far
     * as the history held earlier answers before, and not more than the history grew.
     */
    Rational ofAnswers() {
        if (writtenBefore.signum() < 1) {
            return Rational.ZERO;
        }
        Rational kept = before.tokensOfCall(Part.HISTORY, position).over(writtenBefore);
        Rational longer = writtenAfter.minus(writtenBefore);
        Rational read = kept.compareTo(Rational.of(1)) < 0 ? longer.times(kept) : longer;
        Rational grown = grown(Part.HISTORY);
        boolean isAllThatGrew = grown.minus(read).abs().times(PARTS_MISCOUNTED).compareTo(read.abs()) <= 0;
        return isAllThatGrew ? grown : read.between0And(grown);
    }

    /**
     * Return the growth of a call's tool results that comes from larger results: all of it, unless earlier turns are kept
     * as well that were not before; then as much as the first results of a run grew.
     */
    Rational ofToolResults() {
        Rational grown = grown(Part.TOOL_RESULTS);
        if (!keepsOtherTurns()) {
            return grown;
        }
        return growthOfFirstResults()
                .map(growth -> before.tokensOfCall(Part.TOOL_RESULTS, position)
                        .times(growth)
                        .between0And(grown))
                .orElse(grown);
    }

    /** A tenth of the history is more than means of a few runs differ by chance. */
    private boolean keepsOtherTurns() {
        Rational turns = grown(Part.HISTORY).minus(ofAnswers());
        return turns.signum() == grown(Part.TOOL_RESULTS).signum()
                && turns.abs()
                                .times(10)
                                .compareTo(before.tokensOfCall(Part.HISTORY, position)
                                        .abs())
                        > 0;
    }

    /** Return the growth of the first results that a run reads, as a fraction: nothing can have been left out before them. */
    private Optional<Rational> growthOfFirstResults() {
        return IntStream.rangeClosed(0, position)
                .filter(first -> before.tokensAt(Part.TOOL_RESULTS, first).signum() > 0
                        && after.tokensAt(Part.TOOL_RESULTS, first).signum() > 0)
                .mapToObj(first -> after.tokensOfCall(Part.TOOL_RESULTS, first)
                        .over(before.tokensOfCall(Part.TOOL_RESULTS, first))
                        .minus(Rational.of(1)))
                .findFirst();
    }

    private Rational grown(Part part) {
        return after.tokensOfCall(part, position).minus(before.tokensOfCall(part, position));
    }
}
