package dev.tokenbudget.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of an agent that nobody changed, no change of its prompts is told, however much chance there is in its runs. */
@Execution(ExecutionMode.CONCURRENT)
class UnchangedAgentTest {

    private static final int TRIALS = 40;
    private static final int[][] RUNS = {{20, 10}, {5, 5}, {5, 1}, {1, 5}, {20, 40}, {1, 1}};

    private static final Set<Fact.Kind> OF_PROMPTS =
            EnumSet.of(Fact.Kind.MODEL, Fact.Kind.SYSTEM_PROMPT, Fact.Kind.TOOLS, Fact.Kind.PROMPT_VARIANTS);

    private static final Set<Cause.Kind> OF_REQUESTS = EnumSet.of(
            Cause.Kind.SYSTEM_PROMPT,
            Cause.Kind.TOOL_DEFINITIONS,
            Cause.Kind.RESPONSE_FORMAT,
            Cause.Kind.OVERHEAD,
            Cause.Kind.SAME_TEXT);

    static Stream<Named<Consumer<SimulatedAgent>>> agents() {
        return Stream.of(
                Named.of("one agent", agent -> {}),
                Named.of("a time in every prompt", agent -> agent.timeInSystemPrompt = true),
                Named.of("a date in the prompts of a run", agent -> agent.dateInSystemPrompt = true),
                Named.of("two agents without names", agent -> agent.reviewer = Optional.of(reviewer(agent))),
                Named.of("two agents without names, one with a time in its prompts", agent -> {
                    agent.timeInSystemPrompt = true;
                    agent.reviewer = Optional.of(reviewer(agent));
                }),
                Named.of("two agents without names, both with a time in their prompts", agent -> {
                    agent.timeInSystemPrompt = true;
                    SimulatedAgent reviewer = reviewer(agent);
                    reviewer.timeInSystemPrompt = true;
                    agent.reviewer = Optional.of(reviewer);
                }),
                Named.of("a provider that adds to the prompts, and counts otherwise than the estimate", agent -> {
                    agent.hidden = 700;
                    agent.tokensOfText = 1.1;
                }));
    }

    @ParameterizedTest
    @MethodSource("agents")
    void has_prompts_that_did_not_change(Consumer<SimulatedAgent> agent) {
        for (int[] runs : RUNS) {
            for (int trial = 0; trial < TRIALS; trial++) {
                Composition before = agent(2 * trial, agent).composition(runs[0]);
                Composition after = agent(2 * trial + 1, agent).composition(runs[1]);
                Explanation explanation = Explanation.of(before, after);

                assertThat(explanation.facts())
                        .as("%d and %d runs, trial %d: %s", runs[0], runs[1], trial, explanation)
                        .noneMatch(fact -> OF_PROMPTS.contains(fact.kind()));
                assertThat(explanation.causes())
                        .as("%d and %d runs, trial %d: %s", runs[0], runs[1], trial, explanation)
                        .filteredOn(cause -> OF_REQUESTS.contains(cause.kind()))
                        .allMatch(cause -> cause.points().orElseThrow().abs().doubleValue() < 1);
                assertThat(FixedPromptChange.of(before, after)).isEmpty();
            }
        }
    }

    private static SimulatedAgent agent(long seed, Consumer<SimulatedAgent> setting) {
        SimulatedAgent agent = new SimulatedAgent(seed);
        setting.accept(agent);
        return agent;
    }

    /** Return an agent with another prompt, whose chances are its own. */
    private static SimulatedAgent reviewer(SimulatedAgent agent) {
        SimulatedAgent reviewer = new SimulatedAgent(agent.loops + 77L);
        reviewer.system = 300;
        reviewer.tools = 0;
        reviewer.task = 200;
        reviewer.loops = 1;
        return reviewer;
    }
}
