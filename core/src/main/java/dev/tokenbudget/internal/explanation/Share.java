package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What one cause adds to the mean of a run at one agent.
 *
 * @param kind the cause
 * @param agent the agent's name
 * @param tool what changed of a tool, where it is the change of one
 * @param amount tokens a run, and what they cost
 * @param sizeOfCall by how much single calls changed, where it is their size that did
 * @param readAgain the part of the tokens that is answers of earlier calls, read again as history
 * @param callsBefore the agent's calls a run
 * @param callsAfter the agent's calls a run
 * @param own the calls with a prompt of their own that came or went, where it is these
 * @param ofChangedText whether it is what the provider counts of texts that changed, beyond what these are estimated at
 */
record Share(
        Kind kind,
        String agent,
        Optional<ToolChange> tool,
        Amount amount,
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
    static Share of(Kind kind, String agent, Amount amount, double callsBefore, double callsAfter) {
        return new Share(
                kind,
                agent,
                Optional.empty(),
                amount,
                Span.NOTHING,
                0,
                callsBefore,
                callsAfter,
                Optional.empty(),
                false);
    }

    /** Return what calls with a prompt of their own add that {@code agent} makes on one side alone. */
    static Share ofOwnCalls(Pair agent, AgentComposition calls, int runs, boolean removed) {
        OwnCalls own = new OwnCalls(calls, (double) calls.calls() / runs);
        Profile profile = Profile.of(calls, runs);
        Amount amount =
                new Amount(own.tokensOfCall() * own.ofRun(), profile.charges().ofRun());
        return new Share(
                Kind.CALLS,
                agent.agent(),
                Optional.empty(),
                removed ? Amount.NONE.minus(amount) : amount,
                Span.NOTHING,
                0,
                agent.profileBefore().callsOfRun(),
                agent.profileAfter().callsOfRun(),
                Optional.of(own),
                false);
    }

    double tokens() {
        return amount.tokens();
    }

    /** Return the part of this that is {@code change} of one tool, {@code ofCall} tokens a call. */
    Share of(ToolChange change, Amount part, double ofCall) {
        return new Share(
                kind,
                agent,
                Optional.of(change),
                part,
                Span.of(ofCall),
                0,
                callsBefore,
                callsAfter,
                Optional.empty(),
                false);
    }

    /** Return the changes of several tools as one of each call that has them all. */
    static List<Share> together(List<Share> ofTools) {
        Map<List<Object>, Share> byCalls = new LinkedHashMap<>();
        ofTools.forEach(share ->
                byCalls.merge(List.of(share.agent, share.callsBefore, share.callsAfter), share, Share::beside));
        return List.copyOf(byCalls.values());
    }

    private Share beside(Share other) {
        Amount both = amount.plus(other.amount);
        Span size = Span.of(both.tokens() * 2 / (callsBefore + callsAfter));
        return new Share(kind, agent, tool, both, size, 0, callsBefore, callsAfter, own, false);
    }

    /** Return what of this {@code parts} leave. */
    Share without(List<Share> parts) {
        Amount rest = parts.stream().map(Share::amount).reduce(amount, Amount::minus);
        return new Share(kind, agent, tool, rest, sizeOfCall, readAgain, callsBefore, callsAfter, own, ofChangedText);
    }

    Share as(Kind other) {
        return new Share(
                other, agent, tool, amount, sizeOfCall, readAgain, callsBefore, callsAfter, own, ofChangedText);
    }

    Share ofText(boolean changed) {
        return new Share(kind, agent, tool, amount, sizeOfCall, readAgain, callsBefore, callsAfter, own, changed);
    }

    static double sum(List<Share> shares, ToDoubleFunction<Share> number) {
        return shares.stream().mapToDouble(number).sum();
    }
}
