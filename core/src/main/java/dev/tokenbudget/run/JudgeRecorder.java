package dev.tokenbudget.run;

import dev.tokenbudget.usage.ModelCall;

/**
 * Records the calls by which a run's test grades what the agent did.
 *
 * @param whole where the calls go
 */
record JudgeRecorder(RunRecorder whole) implements RunRecorder {

    @Override
    public void record(ModelCall call) {
        whole.record(call.as(ModelCall.Role.JUDGE));
    }

    @Override
    public RunRecorder judge() {
        return this;
    }

    @Override
    public void count(String unit, long number) {
        whole.count(unit, number);
    }

    @Override
    public void measure(String name, double value) {
        whole.measure(name, value);
    }

    @Override
    public MeasuredRun run() {
        return whole.run();
    }
}
