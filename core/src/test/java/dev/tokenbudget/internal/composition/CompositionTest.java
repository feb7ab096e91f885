package dev.tokenbudget.internal.composition;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.composition.AgentComposition.SharedHashes;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CompositionTest {

    @Test
    void every_token_belongs_to_one_part() {
        AgentComposition agent = only(SimulatedAgent.withoutChance().composition(2));

        assertThat(agent.callsOfRuns()).containsExactly(4, 4);
        assertThat(agent.callsByPosition()).containsExactly(2L, 2L, 2L, 2L);
        assertThat(agent.tokens(Part.SYSTEM)).containsExactly(tokens(1800, 1800, 1800, 1800));
        assertThat(agent.tokens(Part.TOOLS)).containsExactly(tokens(2000, 2000, 2000, 2000));
        assertThat(agent.tokens(Part.HISTORY)).containsExactly(tokens(0, 160, 320, 480));
        assertThat(agent.tokens(Part.TOOL_RESULTS)).containsExactly(tokens(0, 800, 1600, 2400));
        assertThat(agent.tokens(Part.USER)).containsExactly(tokens(1200, 1200, 1200, 1200));
        assertThat(agent.tokens(Part.UNSEEN)).containsExactly(tokens(0, 0, 0, 0));
        assertThat(agent.tokens(Part.OUTPUT)).containsExactly(tokens(160, 160, 160, 1000));
        assertThat(agent.tokens(Part.REASONING)).containsExactly(tokens(240, 240, 240, 240));
    }

    @Test
    void input_of_a_prompt_that_was_not_seen_is_not_lost() {
        AgentComposition agent = only(of(RunExample.call(101)));

        assertThat(agent.sum(Part.UNSEEN)).isEqualTo(100);
        assertThat(agent.sum(Part.OUTPUT)).isEqualTo(1);
        assertThat(agent.prompts()).isEmpty();
    }

    @Test
    void more_reasoning_than_output_does_not_make_the_answer_negative() {
        AgentComposition agent =
                only(of(RunExample.call(1).usage(TokenUsage.of(10, 20).withReasoning(25))));

        assertThat(agent.sum(Part.REASONING)).isEqualTo(20);
        assertThat(agent.sum(Part.OUTPUT)).isZero();
    }

    @Test
    void sums_beyond_64_bits_are_exact() {
        AgentComposition agent = only(of(RunExample.call(Long.MAX_VALUE), RunExample.call(Long.MAX_VALUE)));

        assertThat(agent.sum(Part.UNSEEN)).isEqualTo(new BigInteger("18446744073709551612"));
    }

    @Test
    void differences_beyond_64_bits_are_exact() {
        AgentComposition agent = only(of(
                RunExample.call(1).usage(TokenUsage.of(0, 1)).prompt(prompt(new Section(1, Long.MAX_VALUE), "a")),
                RunExample.call(1).usage(TokenUsage.of(0, 1)).prompt(prompt(new Section(2, Long.MAX_VALUE), "a"))));

        assertThat(agent.sum(Part.SYSTEM)).isEqualTo(new BigInteger("18446744073709551614"));
        assertThat(agent.sum(Part.OVERHEAD)).isEqualTo(new BigInteger("-18446744073709551614"));
    }

    @Test
    void prompts_that_take_turns_are_each_counted() {
        AgentComposition agent = only(of(
                RunExample.call(8).prompt(prompt(new Section(20, 5), "a")),
                RunExample.call(8).prompt(prompt(new Section(20, 5), "a")),
                RunExample.call(9).prompt(prompt(new Section(24, 6), "b")),
                RunExample.call(9).prompt(prompt(new Section(28, 7), "a"))));

        assertThat(agent.prompts()).extracting(FixedPrompt::calls).containsExactly(3L, 1L);
        assertThat(agent.prompts()).extracting(FixedPrompt::systemTokens).containsExactly(tokens(17, 6));
        assertThat(agent.prompts()).extracting(FixedPrompt::smallest).containsExactly(tokens(5, 6));
        assertThat(agent.prompts()).extracting(FixedPrompt::largest).containsExactly(tokens(7, 6));
    }

    @Test
    void a_retry_stands_where_the_call_stands_that_it_repeats() {
        AgentComposition composition = changed(agent -> agent.repeats = 1);

        assertThat(composition.callsOfRuns()).containsExactly(8);
        assertThat(composition.callsByPosition()).containsExactly(2L, 2L, 2L, 2L);
        assertThat(composition.repeatedPrompts()).isEqualTo(4);
    }

    @Test
    void runs_of_two_builds_add_up_to_what_all_of_them_at_once_would_be() {
        SimulatedAgent agent = new SimulatedAgent(3);
        agent.repeats = 0.3;
        agent.refusals = 0.3;
        agent.name = Optional.of("planner");
        agent.reviewer = Optional.of(new SimulatedAgent(4));
        List<Run> runs = agent.runs(10).runs();

        assertThat(compositionOf(runs.subList(0, 4)).followedBy(compositionOf(runs.subList(4, 10))))
                .isEqualTo(compositionOf(runs));
    }

    @Test
    void what_comes_after_the_last_position_is_kept_there() {
        AgentComposition composition = changed(agent -> agent.loops = 39);

        assertThat(composition.callsByPosition())
                .hasSize(AgentComposition.POSITIONS)
                .endsWith(1L, 1L, 9L);
        assertThat(composition.sum(Part.SYSTEM)).isEqualTo(40 * 900);
    }

    @Test
    void refused_attempts_are_no_calls() {
        AgentComposition composition = changed(agent -> agent.refusals = 1);

        assertThat(composition.calls()).isEqualTo(4);
        assertThat(composition.refusedAttempts()).isEqualTo(4);
    }

    @Test
    void facts_are_added_up() {
        AgentComposition agent = only(SimulatedAgent.withoutChance().composition(2));

        assertThat(agent.models()).containsExactly("acme model-x");
        assertThat(agent.toolCalls()).isEqualTo(6);
        assertThat(agent.stopReasons()).containsEntry("tool_use", 6L).containsEntry("end_turn", 2L);
        assertThat(agent.cache().read()).isEqualTo(8 * 1900);
        assertThat(agent.cache().of()).isEqualTo(1800 * 4 + 2000 * 4 + 960 + 4800 + 1200 * 4);
    }

    @Test
    void a_prompt_is_known_by_its_hashes() {
        AgentComposition agent = only(SimulatedAgent.withoutChance().composition(2));

        assertThat(agent.prompts()).singleElement().satisfies(prompt -> {
            assertThat(prompt.systemHash()).isPresent();
            assertThat(prompt.toolsHash()).isPresent();
            assertThat(prompt.tools()).isEqualTo(5);
            assertThat(prompt.calls()).isEqualTo(8);
            assertThat(prompt.tokens()).isEqualTo(8 * 1900);
            assertThat(prompt.isIdentified()).isTrue();
        });
    }

    @Test
    void requests_that_all_runs_send_alike_are_known_by_their_hashes() {
        SimulatedAgent agent = new SimulatedAgent(3);
        agent.chanceOfAnotherLoop = 0;

        SharedHashes hashes = only(agent.composition(5)).hashes();

        assertThat(hashes.request(0)).as("the task").isPresent();
        assertThat(hashes.request(1)).as("answers that differ from run to run").isEmpty();
        assertThat(hashes.settings()).isPresent();
        assertThat(hashes.responseFormat()).isEmpty();
    }

    @Test
    void system_prompts_that_differ_from_call_to_call_are_put_together() {
        SimulatedAgent agent = SimulatedAgent.withoutChance();
        agent.timeInSystemPrompt = true;

        assertThat(only(agent.composition(5)).prompts()).singleElement().satisfies(prompt -> {
            assertThat(prompt.systemHash()).isEmpty();
            assertThat(prompt.toolsHash()).isPresent();
            assertThat(prompt.variants()).isEqualTo(20);
            assertThat(prompt.calls()).isEqualTo(20);
            assertThat(prompt.smallest()).isEqualTo(1900);
            assertThat(prompt.largest()).isEqualTo(1900);
            assertThat(prompt.isIdentified()).isFalse();
        });
    }

    @Test
    void tool_definitions_that_differ_from_call_to_call_are_put_together() {
        SimulatedAgent agent = SimulatedAgent.withoutChance();
        agent.toolsVary = true;

        assertThat(only(agent.composition(5)).prompts()).singleElement().satisfies(prompt -> {
            assertThat(prompt.systemHash()).isPresent();
            assertThat(prompt.toolsHash()).isEmpty();
            assertThat(prompt.variants()).isEqualTo(20);
            assertThat(prompt.calls()).isEqualTo(20);
        });
    }

    @Test
    void agents_are_kept_apart_and_runs_in_which_one_is_silent_count_for_it() {
        Run both = RunExample.run(
                REVIEWS,
                1,
                RunExample.call(10).agent("planner").build(),
                RunExample.call(20).build());
        Run one = RunExample.run(REVIEWS, 2, RunExample.call(20).build());

        Composition composition =
                Composition.of(new TaskRuns(REVIEWS, List.of(both, one))).orElseThrow();

        assertThat(composition.agents()).containsOnlyKeys(Composition.UNNAMED, "planner");
        assertThat(composition.agent("planner").orElseThrow().callsOfRuns()).containsExactly(1, 0);
    }

    @Test
    void runs_that_are_no_samples_are_left_out() {
        ModelCall call = RunExample.call(10).build();
        ModelCall unknown = call.toBuilder().usage(TokenUsage.unknown()).build();
        Run failed = RunExample.run(REVIEWS, 1, Outcome.FAILED, Run.Terms.NONE, List.of(call));
        Run unmeasured = RunExample.run(REVIEWS, 2, unknown);
        Run sample = RunExample.run(REVIEWS, 3, call);

        assertThat(Composition.of(new TaskRuns(REVIEWS, List.of(failed, unmeasured, sample))))
                .map(Composition::runs)
                .contains(1);
        assertThat(Composition.of(new TaskRuns(REVIEWS, List.of(failed, unmeasured))))
                .isEmpty();
    }

    private static Composition of(ModelCall.Builder... calls) {
        ModelCall[] built =
                List.of(calls).stream().map(ModelCall.Builder::build).toArray(ModelCall[]::new);
        return Composition.of(new TaskRuns(REVIEWS, Collections.singletonList(RunExample.run(REVIEWS, 1, built))))
                .orElseThrow();
    }

    private static PromptSections prompt(Section system, String hash) {
        return PromptSections.builder()
                .system(system)
                .systemHash(hash.repeat(16))
                .build();
    }

    private static AgentComposition changed(Consumer<SimulatedAgent> change) {
        SimulatedAgent agent = SimulatedAgent.withoutChance();
        change.accept(agent);
        return only(agent.composition(1));
    }

    private static AgentComposition only(Composition composition) {
        return Optional.of(composition.agents())
                .filter(agents -> agents.size() == 1)
                .orElseThrow()
                .values()
                .iterator()
                .next();
    }

    private static BigInteger[] tokens(long... tokens) {
        return Arrays.stream(tokens).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
    }

    private static Composition compositionOf(List<Run> runs) {
        return Composition.of(new TaskRuns(REVIEWS, runs)).orElseThrow();
    }
}
