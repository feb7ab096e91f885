package dev.tokenbudget.run;

import dev.tokenbudget.usage.ModelCall;

/**
 * Records the calls by which a run's test grades what the agent did.
 *
 * @param whole where the calls go
 */
record JudgeRecorder(RunRecorder whole) implements PartRecorder {

    @Override
    public void record(ModelCall call) {
        whole.record(call.as(ModelCall.Role.JUDGE));
    }

    @Override
    public RunRecorder judge() {
        return this;
    }
}
