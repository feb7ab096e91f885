package dev.tokenbudget.run;

import dev.tokenbudget.usage.ModelCall;
import java.util.Optional;

/**
 * Records the calls of one agent of a run.
 *
 * @param whole where the calls go
 * @param agent the agent's name
 */
record AgentRecorder(RunRecorder whole, String agent) implements CallRecorder {

    AgentRecorder {
        if (agent.isBlank()) {
            throw new IllegalArgumentException("An agent needs a name, such as planner.");
        }
    }

    @Override
    public void record(ModelCall call) {
        whole.record(
                call.agent().isPresent() ? call : call.toBuilder().agent(agent).build());
    }

    @Override
    public CallUnderWay begin() {
        return CallRecorder.of(whole).begin();
    }

    @Override
    public Optional<String> refusal() {
        return CallRecorder.of(whole).refusal();
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
    public RunRecorder judge() {
        return new AgentRecorder(whole.judge(), agent);
    }

    @Override
    public MeasuredRun run() {
        return whole.run();
    }

    @Override
    public Remaining remaining() {
        return whole.remaining();
    }
}
