package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Why the conversation that a call at one position reads is longer than before: its turns are longer, or more of them are
 * kept. The sizes of single turns are not known, so that this is an estimate; it only shifts tokens between causes.
 *
 * @param writtenBefore the output of the calls at earlier positions before
 * @param writtenAfter the same after
 */
record ConversationGrowth(Profile before, Profile after, int position, double writtenBefore, double writtenAfter) {

    /** A text that the model wrote counts up to one part in so many more or less where it is read again. */
    private static final int PARTS_MISCOUNTED = 5;

    static List<ConversationGrowth> between(Profile before, Profile after) {
        List<ConversationGrowth> growths = new ArrayList<>();
        double writtenBefore = 0;
        double writtenAfter = 0;
        for (int position = 0; position < Math.min(before.positions(), after.positions()); position++) {
            growths.add(new ConversationGrowth(before, after, position, writtenBefore, writtenAfter));
            writtenBefore += before.tokensOfCall(Part.OUTPUT, position);
            writtenAfter += after.tokensOfCall(Part.OUTPUT, position);
        }
        return growths;
    }

    /**
     * Return the growth of a call's history that comes from longer answers of earlier calls: all that they grew by, as far
     * as the history held earlier answers before, and not more than the history grew.
     */
    double ofAnswers() {
        if (writtenBefore <= 0) {
            return 0;
        }
        double kept = before.tokensOfCall(Part.HISTORY, position) / writtenBefore;
        double read = (writtenAfter - writtenBefore) * Math.min(kept, 1);
        double grown = grown(Part.HISTORY);
        boolean isAllThatGrew = Math.abs(grown - read) * PARTS_MISCOUNTED <= Math.abs(read);
        return isAllThatGrew ? grown : between0And(grown, read);
    }

    /**
     * Return the growth of a call's tool results that comes from the results: all of it, unless it is not known which tool gave
     * what and earlier turns are kept as well that were not before; then as much as the first results of a run grew.
     */
    double ofToolResults() {
        double grown = grown(Part.TOOL_RESULTS);
        boolean told = before.tellsResults() && after.tellsResults();
        if (told || !keepsOtherTurns()) {
            return grown;
        }
        OptionalDouble growth = growthOfFirstResults();
        return growth.isEmpty()
                ? grown
                : between0And(grown, before.tokensOfCall(Part.TOOL_RESULTS, position) * growth.getAsDouble());
    }

    /** A tenth of the history is more than means of a few runs differ by chance. */
    private boolean keepsOtherTurns() {
        double turns = grown(Part.HISTORY) - ofAnswers();
        return Math.signum(turns) == Math.signum(grown(Part.TOOL_RESULTS))
                && Math.abs(turns) * 10 > Math.abs(before.tokensOfCall(Part.HISTORY, position));
    }

    /** Return the growth of the first results that a run reads, as a fraction: nothing can have been left out before them. */
    private OptionalDouble growthOfFirstResults() {
        return IntStream.rangeClosed(0, position)
                .filter(first ->
                        before.tokensAt(Part.TOOL_RESULTS, first) > 0 && after.tokensAt(Part.TOOL_RESULTS, first) > 0)
                .mapToDouble(first ->
                        after.tokensOfCall(Part.TOOL_RESULTS, first) / before.tokensOfCall(Part.TOOL_RESULTS, first)
                                - 1)
                .findFirst();
    }

    private double grown(Part part) {
        return after.tokensOfCall(part, position) - before.tokensOfCall(part, position);
    }

    /** Return the value between 0 and {@code limit}, which may be below 0, that is nearest to {@code number}. */
    private static double between0And(double limit, double number) {
        return Math.max(Math.min(limit, 0), Math.min(number, Math.max(limit, 0)));
    }
}
