package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Stop;
import dev.tokenbudget.usage.ModelCall;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What one run may use, and what it has used so far.
 *
 * @param agent what its agent may use
 * @param judge what its test may use to grade what the agent did
 */
record RunBudgets(RunBudget agent, RunBudget judge) {

    RunBudget of(ModelCall.Role role) {
        return role == ModelCall.Role.JUDGE ? judge : agent;
    }

    /** Return why no further call of {@code role} may be sent, which stops it; nothing where one may. */
    Optional<String> refusal(ModelCall.Role role, RunInProgress run) {
        return of(role).refuse(run).map(stop -> inWords(stop, run));
    }

    /** Ask to send a call, as {@link RunAccount#admit} does. */
    Admission admit(ModelCall.Role role, CallForecast call, RunInProgress run, BooleanSupplier isLeft) {
        return of(role).admit(call, run, stop -> inWords(stop, run), isLeft);
    }

    void note(RecordedCalls.Change change, RunInProgress run) {
        agent.note(change.of(ModelCall.Role.AGENT), run);
        judge.note(change.of(ModelCall.Role.JUDGE), run);
    }

    /** Return how the run ended: one that was stopped did not succeed, whatever its test makes of it. */
    Outcome outcome(Outcome ofTest) {
        return agent.stopped().isPresent() && ofTest == Outcome.SUCCEEDED ? Outcome.FAILED : ofTest;
    }

    private static String inWords(Stop stop, RunInProgress run) {
        String whose = stop.role() == ModelCall.Role.JUDGE ? "'s judge " : " ";
        return "TokenBudget did not send this call: " + run.task().name() + whose + stop.inWords() + ". "
                + stop.remedy();
    }
}
