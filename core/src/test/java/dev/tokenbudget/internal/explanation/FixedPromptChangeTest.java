package dev.tokenbudget.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FixedPromptChangeTest {

    private static final String LONGER_PROMPT = "system prompt +1,204 tokens a call × 4 calls = +34.2 %";

    private static final Consumer<SimulatedAgent> LONGER = agent -> agent.system += 1204;

    @Test
    void charges_known_runs_with_the_new_prompt() {
        Composition before = agent(SimulatedAgent.withoutChance(), agent -> {});
        Composition after = agent(SimulatedAgent.withoutChance(), LONGER);

        FixedPromptChange change = FixedPromptChange.of(before, after).orElseThrow();

        // A run before: 4 calls of 1900 + 600, 0 + 480 + 960 + 1440 of conversation, 740 + 4 * 120 written
        double total = 4 * 2500 + 2880 + 1220;
        assertThat(change.changes()).hasSize(5).containsOnly(4 * 1204.0);
        assertThat(change.drift()).isEqualTo(4 * 1204 / total, offset(1e-12));
        assertThat(change.text()).isEqualTo(LONGER_PROMPT);
    }

    @Test
    void one_run_is_enough_whatever_else_the_agent_does_by_chance() {
        for (int trial = 0; trial < 200; trial++) {
            Composition before =
                    chance(2 * trial, agent -> agent.variation = 0.6).composition(20);
            Composition after = chance(2 * trial + 1, LONGER.andThen(agent -> agent.variation = 0.6))
                    .composition(1);

            FixedPromptChange change = FixedPromptChange.of(before, after).orElseThrow();

            assertThat(change.agents().get(0).tokensPerCall()).isEqualTo(1204);
            assertThat(change.changes().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isEqualTo(
                            1204.0
                                    * before.agent(Composition.UNNAMED)
                                            .orElseThrow()
                                            .calls(),
                            offset(1e-6));
        }
    }

    @Test
    void nothing_is_claimed_where_only_chance_or_other_calls_moved() {
        for (int trial = 0; trial < 200; trial++) {
            int loops = trial % 4;
            Composition before =
                    chance(2 * trial, agent -> agent.variation = 0.6).composition(5);
            Composition after =
                    chance(2 * trial + 1, agent -> agent.loops += loops).composition(5);

            assertThat(FixedPromptChange.of(before, after)).isEmpty();
        }
    }

    @Test
    void a_mix_of_agents_without_names_is_no_change() {
        Composition before = team(2, agent -> {});
        Composition after = team(9, agent -> {});

        assertThat(FixedPromptChange.of(before, after)).isEmpty();
    }

    @Test
    void prompts_that_changed_in_a_mix_of_agents_without_names_are_paired() {
        Composition before = team(2, agent -> {});
        Composition after = team(9, LONGER);

        assertThat(FixedPromptChange.of(before, after).orElseThrow().text())
                .contains("system prompt", "+1,204 tokens", "4 calls");
    }

    @Test
    void a_prompt_that_changed_is_told_from_one_that_came() {
        Composition before = agent(SimulatedAgent.withoutChance(), agent -> {});
        Composition after = team(2, LONGER);

        assertThat(FixedPromptChange.of(before, after).orElseThrow().text()).isEqualTo(LONGER_PROMPT);
    }

    @Test
    void an_agent_that_came_is_no_change() {
        Composition before = agent(SimulatedAgent.withoutChance(), agent -> {});

        assertThat(FixedPromptChange.of(before, team(2, agent -> {}))).isEmpty();
    }

    @Test
    void a_time_in_the_prompt_does_not_hide_that_it_grew() {
        Consumer<SimulatedAgent> timed = agent -> agent.timeInSystemPrompt = true;
        Composition before = agent(SimulatedAgent.withoutChance(), timed);
        Composition after = agent(SimulatedAgent.withoutChance(), timed.andThen(LONGER));

        assertThat(FixedPromptChange.of(before, after).orElseThrow().text()).isEqualTo(LONGER_PROMPT);
        assertThat(FixedPromptChange.of(before, agent(SimulatedAgent.withoutChance(), timed)))
                .isEmpty();
    }

    @Test
    void fewer_tools_are_a_change_downwards() {
        Composition before = agent(SimulatedAgent.withoutChance(), agent -> {});
        Composition after = agent(SimulatedAgent.withoutChance(), agent -> agent.tools = 2);

        assertThat(FixedPromptChange.of(before, after).orElseThrow().text())
                .isEqualTo("tool definitions -600 tokens a call × 4 calls = -17.0 %");
    }

    @Test
    void the_first_input_of_runs_tells_of_prompts_that_one_side_did_not_show() {
        Composition before = agent(SimulatedAgent.withoutChance(), agent -> agent.promptIsSeen = false);
        Composition after = agent(SimulatedAgent.withoutChance(), LONGER);

        FixedPromptChange change = FixedPromptChange.of(before, after).orElseThrow();

        assertThat(change.text())
                .isEqualTo("prompt (by the input of a run's first call) +1,204 tokens a call × 4 calls = +34.2 %");
        assertThat(change.changes()).hasSize(5).containsOnly(4 * 1204.0);
    }

    @Test
    void nothing_is_claimed_of_prompts_that_were_not_seen_where_another_model_may_read_them() {
        Consumer<SimulatedAgent> unseen = agent -> agent.promptIsSeen = false;
        Composition before = agent(SimulatedAgent.withoutChance(), unseen);
        Composition after =
                agent(SimulatedAgent.withoutChance(), unseen.andThen(LONGER).andThen(agent -> agent.model = "other"));

        assertThat(FixedPromptChange.of(before, after)).isEmpty();
    }

    @Test
    void examples_that_moved_from_the_users_input_to_the_system_prompt_are_no_change() {
        Composition before = agent(SimulatedAgent.withoutChance(), agent -> {});
        Composition after = agent(SimulatedAgent.withoutChance(), agent -> {
            agent.system += 400;
            agent.task -= 400;
        });

        assertThat(FixedPromptChange.of(before, after)).isEmpty();
        assertThat(FixedPromptChange.of(after, before)).isEmpty();
    }

    @Test
    void the_provider_counts_not_the_sizes_of_sections() {
        Composition before = agent(SimulatedAgent.withoutChance(), agent -> agent.hidden = 700);
        Composition after = agent(SimulatedAgent.withoutChance(), agent -> {
            agent.hidden = 700;
            agent.system += 250;
            agent.tokensOfText = 1.1;
        });

        // 1.1 times the 2,750 tokens of the first prompt's text, where there were 2,500
        assertThat(FixedPromptChange.of(before, after).orElseThrow().text())
                .contains("system prompt", "+525 tokens", "4 calls");
    }

    private static Composition agent(SimulatedAgent agent, Consumer<SimulatedAgent> change) {
        change.accept(agent);
        return agent.composition(5);
    }

    private static SimulatedAgent chance(long seed, Consumer<SimulatedAgent> change) {
        SimulatedAgent agent = new SimulatedAgent(seed);
        change.accept(agent);
        return agent;
    }

    /** Two agents that name themselves not; the second has a far larger prompt. */
    private static Composition team(int loopsOfTheSecond, Consumer<SimulatedAgent> change) {
        SimulatedAgent second = SimulatedAgent.withoutChance();
        second.system = 6000;
        second.tools = 9;
        second.loops = loopsOfTheSecond;
        SimulatedAgent first = SimulatedAgent.withoutChance();
        first.reviewer = Optional.of(second);
        return agent(first, change);
    }
}
