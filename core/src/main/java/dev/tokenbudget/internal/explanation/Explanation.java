package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.Composition;
import java.math.BigInteger;
import java.util.List;

/**
 * Why the tokens of a task moved.
 *
 * @param sentence the first line of a report on the task, with a full stop
 * @param costly what moves costs without moving tokens, a clause each
 * @param ofTokens how the tokens moved, as a clause in a sentence on costs
 * @param tokens change of the mean tokens of a run, rounded
 * @param causes what the change comes from: they add up to {@code tokens}; those that went its way first, the largest of
 *     them at the top
 * @param facts what else changed; some of it moves costs and no tokens
 */
public record Explanation(
        String sentence,
        List<String> costly,
        String ofTokens,
        BigInteger tokens,
        List<Cause> causes,
        List<Fact> facts) {

    public Explanation {
        costly = List.copyOf(costly);
        causes = List.copyOf(causes);
        facts = List.copyOf(facts);
    }

    /** Explain how the runs of {@code after} differ from those of {@code before}. */
    public static Explanation of(Composition before, Composition after) {
        AgentPairs agents = AgentPairs.of(before, after);
        Decomposition decomposition = Decomposition.of(before, after);
        List<Cause> causes = RankedCauses.of(decomposition, new CauseText(agents));
        List<Fact> facts = AgentFacts.of(agents);
        FirstLine line = new FirstLine(decomposition, causes, facts);
        return new Explanation(
                line.sentence(),
                line.costly(),
                line.ofTokens(),
                decomposition.change().rounded(),
                causes,
                facts);
    }

    /** Return the tokens of the causes of {@code kind} that {@link #of} names, to compare many pairs without any words. */
    public static BigInteger tokensOf(Cause.Kind kind, Composition before, Composition after) {
        return RankedCauses.tokens(Decomposition.of(before, after), kind);
    }
}
