package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.efficiency.AgentSpending;
import dev.tokenbudget.internal.efficiency.AgentSpending.MeanRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of what one agent spends in a mean run; a side is absent where the agent is not there. */
record JsonAgent(
        String agent, @Nullable Spent before, @Nullable Spent after) {

    static JsonAgent of(AgentSpending spending) {
        return new JsonAgent(
                spending.agent(),
                spending.before().map(Spent::of).orElse(null),
                spending.after().map(Spent::of).orElse(null));
    }

    record Spent(
            double calls,
            double input,
            double output,
            double total,
            double toolCalls,
            List<String> models,
            @Nullable Double usd) {

        static Spent of(MeanRun run) {
            return new Spent(
                    run.calls(),
                    run.input(),
                    run.output(),
                    run.total(),
                    run.toolCalls(),
                    run.models(),
                    run.usd().isPresent() ? run.usd().getAsDouble() : null);
        }
    }
}
