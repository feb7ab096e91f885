package dev.tokenbudget.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskRuns;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {

    static Stream<Arguments> sentences() {
        return Stream.of(
                change(agent -> {}, "+0.0 %: the tokens did not move."),
                change(
                        agent -> agent.system += 1204,
                        "+34.2 %: system prompt +1,204 tokens a call × 4 calls explains +34.2 points."),
                change(
                        agent -> agent.tools += 3,
                        "+17.0 %: tool definitions (5 → 8 tools) +600 tokens a call × 4 calls explain +17.0 points."),
                change(agent -> agent.loops++, "+32.8 %: one more call a run (4 → 5) explains +33.5 points."),
                change(
                        agent -> agent.loops = 1,
                        "-55.3 %: 2 fewer calls a run (4 → 2) explain -57.5 points; output +2.2 points."),
                change(
                        agent -> agent.wordiness = 4,
                        "+26.0 %: output +2,220 tokens a run (up to +1,500 a call), and +1,440 tokens a run as history"
                                + " explains +26.0 points."),
                change(
                        agent -> agent.toolResult = 1000,
                        "+25.5 %: tool results +3,600 tokens a run (up to +1,800 a call) explain +25.5 points."),
                change(
                        agent -> agent.reasoning = 1120,
                        "+28.4 %: reasoning +1,000 tokens a call × 4 calls explains +28.4 points."),
                change(
                        agent -> {
                            agent.promptIsSeen = false;
                            agent.system += 1204;
                        },
                        "+34.2 %: +34.2 points are unexplained: input +1,204 tokens a call × 4 calls whose prompts were not"
                                + " seen."),
                change(
                        agent -> agent.tokensOfText = 1.3,
                        "+27.4 %: +27.4 points are unexplained: the provider counts +3,864 tokens a run (up to +1,182 a call)"
                                + " for the same text."),
                change(
                        agent -> {
                            agent.system += 1204;
                            agent.loops++;
                        },
                        "+75.5 %: system prompt +1,204 tokens a call × 4.5 calls explains +38.4 points; number of calls"
                                + " +37.7 points."),
                change(
                        agent -> agent.model = "model-z",
                        "+0.0 %: the model changed: acme model-x → acme model-z; the tokens did not move."));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void begins_with_a_sentence(Consumer<SimulatedAgent> change, String sentence) {
        assertThat(explained(agent -> {}, change).sentence()).isEqualTo(sentence);
    }

    @Test
    void names_the_agent_whose_cause_it_is() {
        Consumer<SimulatedAgent> team = agent -> {
            agent.name = Optional.of("planner");
            SimulatedAgent developer = SimulatedAgent.withoutChance();
            developer.name = Optional.of("developer");
            agent.reviewer = Optional.of(developer);
        };

        assertThat(explained(team, agent -> agent.system += 1204).sentence())
                .isEqualTo("+17.1 %: planner: system prompt +1,204 tokens a call × 4 calls explains +17.1 points.");
        assertThat(explained(team, agent -> {
                            agent.system += 1204;
                            agent.reviewer.orElseThrow().system += 1204;
                        })
                        .causes())
                .singleElement()
                .satisfies(cause -> {
                    assertThat(cause.text())
                            .isEqualTo("system prompt +1,204 tokens a call × 8 calls (developer, planner)");
                    assertThat(cause.agents())
                            .extracting(Cause.AgentShare::agent)
                            .containsExactly("developer", "planner");
                });
    }

    @Test
    void an_agent_that_went_is_a_cause_of_its_own() {
        SimulatedAgent before = SimulatedAgent.withoutChance();
        before.name = Optional.of("writer");
        SimulatedAgent reviewer = SimulatedAgent.withoutChance();
        reviewer.name = Optional.of("reviewer");
        before.reviewer = Optional.of(reviewer);
        SimulatedAgent after = SimulatedAgent.withoutChance();
        after.name = Optional.of("writer");

        assertThat(Explanation.of(before.composition(3), after.composition(3)).sentence())
                .isEqualTo("-50.0 %: removed agent reviewer (4 calls a run) explains -50.0 points.");
    }

    @Test
    void giving_an_agent_a_name_moves_nothing() {
        assertThat(explained(agent -> {}, agent -> agent.name = Optional.of("writer"))
                        .causes())
                .isEmpty();
    }

    @Test
    void giving_several_agents_names_moves_nothing() {
        SimulatedAgent before = SimulatedAgent.withoutChance();
        before.reviewer = Optional.of(SimulatedAgent.withoutChance());
        SimulatedAgent after = SimulatedAgent.withoutChance();
        after.name = Optional.of("writer");
        SimulatedAgent reviewer = SimulatedAgent.withoutChance();
        reviewer.name = Optional.of("reviewer");
        after.reviewer = Optional.of(reviewer);

        assertThat(Explanation.of(before.composition(3), after.composition(3)).causes())
                .isEmpty();
    }

    @Test
    void causes_that_went_against_the_drift_come_last() {
        Explanation explanation = explained(agent -> {}, agent -> {
            agent.system += 1204;
            agent.tools = 1;
        });

        assertThat(explanation.causes())
                .extracting(Cause::kind)
                .containsExactly(Kind.SYSTEM_PROMPT, Kind.TOOL_DEFINITIONS);
        assertThat(explanation.sentence())
                .isEqualTo(
                        "+11.5 %: system prompt +1,204 tokens a call × 4 calls explains +34.2 points; tool definitions"
                                + " -22.7 points; tools: 5 → 1.");
    }

    @Test
    void a_task_that_made_no_calls_before_has_no_points() {
        Composition nothing = Composition.of(
                        new TaskRuns(RunExample.REVIEWS, List.of(RunExample.run(RunExample.REVIEWS, 1))))
                .orElseThrow();
        Composition something = SimulatedAgent.withoutChance().composition(1);

        assertThat(Explanation.of(nothing, something).sentence())
                .isEqualTo("+∞ %: added calls that name no agent (4 calls a run) explains +14,100 tokens a run.");
        assertThat(Explanation.of(nothing, nothing).sentence()).isEqualTo("+0.0 %: the tokens did not move.");
        assertThat(Explanation.of(something, nothing).sentence())
                .isEqualTo("-100.0 %: removed calls that name no agent (4 calls a run) explains -100.0 points.");
    }

    @Test
    void tells_more_tool_calls_and_other_stop_reasons() {
        List<Fact> facts = explained(agent -> {}, agent -> {
                    agent.toolCallsOfLoop = 2;
                    agent.loops = 9;
                })
                .facts();

        assertThat(facts)
                .extracting(Fact::sentence)
                .containsExactly(
                        "calls stop for other reasons: end_turn 25 % → 10 %, tool_use 75 % → 90 %",
                        "tool calls: 3 → 18 a run");
    }

    @Test
    void longer_answers_are_no_history_kept_where_the_provider_counts_them_otherwise_as_input() {
        Explanation explanation = explained(agent -> agent.tokensOfText = 1.1, agent -> agent.wordiness = 4);

        assertThat(explanation.causes())
                .extracting(Cause::kind)
                .containsExactly(Cause.Kind.OUTPUT, Cause.Kind.OVERHEAD);
        assertThat(explanation.sentence()).doesNotContain("provider");
    }

    @Test
    void a_larger_prompt_does_not_lose_cache_hits() {
        assertThat(explained(agent -> {}, agent -> agent.toolResult = 4000).facts())
                .isEmpty();
    }

    @Test
    void tells_the_input_of_the_first_call_where_prompts_were_not_seen() {
        assertThat(explained(agent -> agent.promptIsSeen = false, agent -> agent.system += 1204)
                        .facts())
                .extracting(Fact::sentence)
                .contains("the input of a run's first call: 2,500 → 3,704 tokens");
    }

    private static Arguments change(Consumer<SimulatedAgent> change, String sentence) {
        return Arguments.of(change, sentence);
    }

    private static Explanation explained(Consumer<SimulatedAgent> setting, Consumer<SimulatedAgent> change) {
        SimulatedAgent before = SimulatedAgent.withoutChance();
        SimulatedAgent after = SimulatedAgent.withoutChance();
        setting.accept(before);
        setting.accept(after);
        change.accept(after);
        return Explanation.of(before.composition(5), after.composition(3));
    }
}
