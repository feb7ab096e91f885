package dev.tokenbudget.explanation;

import dev.tokenbudget.composition.AgentComposition;
import dev.tokenbudget.composition.FirstInput;
import dev.tokenbudget.explanation.AgentPairs.Pair;
import dev.tokenbudget.explanation.FixedPromptChange.OfAgent;
import dev.tokenbudget.statistics.PermutationTest;

/**
 * Tells a change of the fixed prompt by the input of a run's first call, where nobody saw what the prompts are made of.
 *
 * <p>A conversation's first input is read again by every later call, so that a change of it counts once a call. It is
 * believed only where chance has no part in it: first inputs vary by at most a hundredth before and after, so many runs
 * show it that runs dealt out at random would hardly part so cleanly, all calls go to one model, and none reads less than
 * its run's first call did, as the calls of several agents that name themselves not would. Then the gap between the largest
 * of the one side and the smallest of the other counts.
 */
final class FirstInputChange implements PromptChange {

    private static final double CHANCE = 0.05;

    /** The largest first input may exceed the smallest by one part in so many. */
    private static final long PARTS = 100;

    private final Pair pair;
    private final long tokensPerCall;

    FirstInputChange(Pair pair) {
        this.pair = pair;
        this.tokensPerCall = pair.before()
                .firstInput()
                .flatMap(before -> pair.after()
                        .firstInput()
                        .filter(after -> isConstant(before) && isConstant(after))
                        .filter(after -> isOneConversation())
                        .map(after -> gap(before, after)))
                .orElse(0L);
    }

    @Override
    public Rational tokens() {
        return Rational.of(tokensPerCall).times(pair.before().calls());
    }

    @Override
    public Rational tokensOfRun(int run) {
        return Rational.of(tokensPerCall).times(pair.before().callsOfRuns().get(run));
    }

    @Override
    public OfAgent toChange() {
        return new OfAgent(
                pair.agent(),
                "prompt (by the input of a run's first call)",
                tokensPerCall,
                Rational.of(pair.before().calls()).over(pair.runsBefore()).doubleValue());
    }

    private boolean isOneConversation() {
        AgentComposition before = pair.before();
        AgentComposition after = pair.after();
        return before.models().size() == 1
                && before.models().equals(after.models())
                && PermutationTest.smallestP(runs(before), runs(after)) <= CHANCE;
    }

    private static boolean isConstant(FirstInput input) {
        return input.isInEveryCall() && input.largest() - input.smallest() <= input.smallest() / PARTS;
    }

    private static int runs(AgentComposition agent) {
        return (int) agent.callsOfRuns().stream().filter(calls -> calls > 0).count();
    }

    private static long gap(FirstInput before, FirstInput after) {
        long grown = Math.max(after.smallest() - before.largest(), 0);
        long shrunk = Math.min(after.largest() - before.smallest(), 0);
        return grown + shrunk;
    }
}
