package dev.tokenbudget.explanation;

import dev.tokenbudget.composition.Composition;
import java.math.BigInteger;
import java.util.List;

/**
 * Why the tokens of a task moved.
 *
 * @param sentence the first line of a report on the task, with a full stop
 * @param costs the same for one who asks why costs moved: what moves costs without moving tokens comes first; without the
 *     percentage that {@code sentence} begins with
 * @param tokens change of the mean tokens of a run, rounded
 * @param causes what the change comes from: they add up to {@code tokens}; those that went its way first, the largest of
 *     them at the top
 * @param facts what else changed; some of it moves costs and no tokens
 */
public record Explanation(String sentence, String costs, BigInteger tokens, List<Cause> causes, List<Fact> facts) {

    public Explanation {
        causes = List.copyOf(causes);
        facts = List.copyOf(facts);
    }

    /** Explain how the runs of {@code after} differ from those of {@code before}. */
    public static Explanation of(Composition before, Composition after) {
        AgentPairs agents = AgentPairs.of(before, after);
        Decomposition decomposition = Decomposition.of(before, after);
        List<Cause> causes = Causes.of(decomposition, new CauseText(agents));
        List<Fact> facts = Facts.of(agents);
        return new Explanation(
                FirstLine.of(decomposition, causes, facts),
                FirstLine.ofCosts(decomposition, causes, facts),
                decomposition.drift().rounded(),
                causes,
                facts);
    }
}
