package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.Costs;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Why the tokens of a task moved.
 *
 * @param sentence the first line of a report on the task, with a full stop
 * @param costly what moves costs without moving tokens, a clause each
 * @param ofCost why the mean cost moved, as clauses without a full stop; absent where {@code usd} is
 * @param ofTokens how the tokens moved, as a clause in a sentence on costs
 * @param tokens change of the mean tokens of a run, rounded
 * @param usd change of the mean cost of a run in US dollars, to {@link Costs#DECIMALS} decimals; absent where it is not known
 *     before and after what each part of the runs' calls cost
 * @param causes what the change comes from: they add up to {@code tokens} and to {@code usd}; those that went its way first, the largest of
 *     them at the top
 * @param facts what else changed; some of it moves costs and no tokens
 */
public record Explanation(
        String sentence,
        List<String> costly,
        Optional<String> ofCost,
        String ofTokens,
        BigInteger tokens,
        Optional<BigDecimal> usd,
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
        List<Fact> facts = AgentFacts.of(agents);
        List<Cause> causes = RankedCauses.of(decomposition, new CauseText(agents, facts));
        FirstLine line = new FirstLine(decomposition, causes, facts);
        return new Explanation(
                line.sentence(),
                line.costly(),
                line.ofCost(),
                line.ofTokens(),
                decomposition.change().rounded(),
                decomposition.cost().map(MeanChange::rounded).map(Costs::usd),
                causes,
                facts);
    }

    /** Return the causes, those that went the way of the cost first and the dearest of them at the top. */
    public List<Cause> causesByCost() {
        return Figure.COST.ranked(causes, usd.map(BigDecimal::doubleValue).orElse(0.0));
    }

    /** Return the facts that no cause tells. */
    public List<Fact> furtherFacts() {
        return facts.stream()
                .filter(fact -> causes.stream().noneMatch(cause -> cause.text().contains(fact.what())))
                .toList();
    }

    /** Return the tokens of the causes like {@code cause} that {@link #of} names, to compare many pairs without any words. */
    public static BigInteger tokensOf(Cause cause, Composition before, Composition after) {
        return RankedCauses.tokens(Decomposition.of(before, after), cause::has);
    }
}
