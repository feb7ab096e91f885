package dev.tokenbudget.run;

import dev.tokenbudget.usage.ModelCall;
import java.util.Optional;

/**
 * Records the calls of one agent of a run.
 *
 * @param whole where the calls go
 * @param agent the agent's name
 */
record AgentRecorder(RunRecorder whole, String agent) implements PartRecorder {

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
    public Optional<String> refusal() {
        return CallRecorder.of(whole).refusal();
    }

    @Override
    public RunRecorder judge() {
        return new AgentRecorder(whole.judge(), agent);
    }

    @Override
    public Remaining remaining() {
        return whole.remaining();
    }
}
