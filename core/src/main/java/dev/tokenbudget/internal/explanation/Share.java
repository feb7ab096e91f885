package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What one cause adds to the mean of a run at one agent.
 *
 * @param kind the cause
 * @param agent the agent's name
 * @param tokens tokens a run
 * @param sizeOfCall by how much single calls changed, where it is their size that did
 * @param readAgain the part of {@code tokens} that is answers of earlier calls, read again as history
 * @param callsBefore the agent's calls a run
 * @param callsAfter the agent's calls a run
 * @param own the calls with a prompt of their own that came or went, where it is these
 * @param ofChangedText whether it is what the provider counts of texts that changed, beyond what these are estimated at
 */
record Share(
        Kind kind,
        String agent,
        double tokens,
        Span sizeOfCall,
        double readAgain,
        double callsBefore,
        double callsAfter,
        Optional<OwnCalls> own,
        boolean ofChangedText) {

    /**
     * Calls whose prompt no other calls of the agent have.
     *
     * @param calls the calls in all runs
     * @param ofRun calls a run
     */
    record OwnCalls(AgentComposition calls, double ofRun) {

        double tokensOfCall() {
            return calls.input().add(calls.output()).doubleValue() / calls.calls();
        }
    }

    /** Return what a cause adds that is no change of single calls. */
    static Share of(Kind kind, String agent, double tokens, double callsBefore, double callsAfter) {
        return new Share(kind, agent, tokens, Span.NOTHING, 0, callsBefore, callsAfter, Optional.empty(), false);
    }

    /** Return what calls with a prompt of their own add that {@code agent} makes on one side alone. */
    static Share ofOwnCalls(Pair agent, AgentComposition calls, int runs, boolean removed) {
        OwnCalls own = new OwnCalls(calls, (double) calls.calls() / runs);
        double tokens = own.tokensOfCall() * own.ofRun();
        return new Share(
                Kind.CALLS,
                agent.agent(),
                removed ? -tokens : tokens,
                Span.NOTHING,
                0,
                agent.profileBefore().callsOfRun(),
                agent.profileAfter().callsOfRun(),
                Optional.of(own),
                false);
    }

    Share as(Kind other) {
        return new Share(other, agent, tokens, sizeOfCall, readAgain, callsBefore, callsAfter, own, ofChangedText);
    }

    Share ofText(boolean changed) {
        return new Share(kind, agent, tokens, sizeOfCall, readAgain, callsBefore, callsAfter, own, changed);
    }

    static double sum(List<Share> shares, ToDoubleFunction<Share> number) {
        return shares.stream().mapToDouble(number).sum();
    }
}
