package dev.tokenbudget.internal.efficiency;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.efficiency.AgentSpending.MeanRun;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AgentSpendingTest {

    @Test
    void is_split_by_the_names_that_calls_carry_the_largest_first() {
        TaskRuns runs = new TaskRuns(
                REVIEWS,
                List.of(
                        run(REVIEWS, 1, call("planner", 100, 10, 0), call("coder", 1_000, 200, 3)),
                        run(REVIEWS, 2, call("coder", 2_000, 300, 1))));

        assertThat(AgentSpending.split(Optional.empty(), Composition.of(runs)))
                .containsExactly(
                        new AgentSpending("coder", Optional.empty(), Optional.of(spent(1, 1_500, 250, 2))),
                        new AgentSpending("planner", Optional.empty(), Optional.of(spent(0.5, 50, 5, 0))));
    }

    @Test
    void shows_who_came_and_who_went() {
        Optional<Composition> before = of(call("planner", 100, 10, 0));
        Optional<Composition> after = of(call("reviewer", 300, 30, 0));

        assertThat(AgentSpending.split(before, after))
                .containsExactly(
                        new AgentSpending("reviewer", Optional.empty(), Optional.of(spent(1, 300, 30, 0))),
                        new AgentSpending("planner", Optional.of(spent(1, 100, 10, 0)), Optional.empty()));
    }

    @Test
    void is_not_split_where_no_call_names_its_agent() {
        Optional<Composition> unnamed = Optional.of(new SimulatedAgent(1).composition(2));

        assertThat(AgentSpending.split(unnamed, unnamed)).isEmpty();
    }

    @Test
    void adds_up_to_what_the_task_spends() {
        SimulatedAgent agent = new SimulatedAgent(3);
        agent.name = Optional.of("coder");
        SimulatedAgent reviewer = new SimulatedAgent(4);
        reviewer.name = Optional.of("reviewer");
        agent.reviewer = Optional.of(reviewer);
        TaskRuns runs = agent.runs(6);

        double total = Arrays.stream(runs.samples(Metric.TOTAL)).average().orElseThrow();

        assertThat(AgentSpending.split(Optional.empty(), Composition.of(runs)).stream()
                        .mapToDouble(spending -> spending.after().orElseThrow().total())
                        .sum())
                .isEqualTo(total);
    }

    private static Optional<Composition> of(ModelCall... calls) {
        return Composition.of(new TaskRuns(REVIEWS, List.of(run(REVIEWS, 1, calls))));
    }

    private static ModelCall call(String agent, long input, long output, int toolCalls) {
        return ModelCall.builder("anthropic", "claude-x")
                .usage(TokenUsage.of(input, output))
                .toolCalls(toolCalls)
                .agent(agent)
                .build();
    }

    private static MeanRun spent(double calls, double input, double output, double toolCalls) {
        return new MeanRun(calls, input, output, toolCalls, List.of("anthropic claude-x"), OptionalDouble.empty());
    }
}
