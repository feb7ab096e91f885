package dev.tokenbudget.explanation;

import dev.tokenbudget.explanation.Cause.Kind;

/**
 * What one cause adds to the mean of a run at one agent.
 *
 * @param kind the cause
 * @param agent the agent's name
 * @param tokens tokens a run
 * @param readAgain the part of {@code tokens} that is answers of earlier calls, read again as history
 * @param callsBefore the agent's calls a run
 * @param callsAfter the agent's calls a run
 */
record Share(Kind kind, String agent, Rational tokens, Rational readAgain, Rational callsBefore, Rational callsAfter) {

    /** Return the calls a run that a change of size counts for. */
    Rational averageCalls() {
        return callsBefore.middle(callsAfter);
    }
}
