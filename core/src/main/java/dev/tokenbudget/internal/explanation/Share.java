package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import java.util.Optional;

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
        Rational tokens,
        Span sizeOfCall,
        Rational readAgain,
        Rational callsBefore,
        Rational callsAfter,
        Optional<OwnCalls> own,
        boolean ofChangedText) {

    /**
     * Calls whose prompt no other calls of the agent have.
     *
     * @param calls the calls in all runs
     * @param ofRun calls a run
     */
    record OwnCalls(AgentComposition calls, Rational ofRun) {

        Rational tokensOfCall() {
            return Rational.of(calls.input().add(calls.output())).over(calls.calls());
        }
    }

    /** Return what a cause adds that is no change of single calls. */
    static Share of(Kind kind, String agent, Rational tokens, Rational callsBefore, Rational callsAfter) {
        return new Share(
                kind, agent, tokens, Span.NOTHING, Rational.ZERO, callsBefore, callsAfter, Optional.empty(), false);
    }

    /** Return what calls with a prompt of their own add that {@code agent} makes on one side alone. */
    static Share ofOwnCalls(Pair agent, AgentComposition calls, int runs, boolean removed) {
        OwnCalls own = new OwnCalls(calls, Rational.of(calls.calls()).over(runs));
        Rational tokens = own.tokensOfCall().times(own.ofRun());
        return new Share(
                Kind.CALLS,
                agent.agent(),
                removed ? tokens.negated() : tokens,
                Span.NOTHING,
                Rational.ZERO,
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

    /** Return the calls a run that a change of size counts for. */
    Rational averageCalls() {
        return callsBefore.middle(callsAfter);
    }
}
