package dev.tokenbudget.internal.efficiency;

import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EfficiencyTest {

    private static final ModelCall CACHED = ModelCall.builder("anthropic", "claude-x")
            .usage(TokenUsage.of(1_000, 100).withCacheRead(900L))
            .build();
    private static final ModelCall UNCACHED = ModelCall.builder("anthropic", "claude-x")
            .usage(TokenUsage.of(3_000, 300).withCacheRead(0L))
            .toolCalls(2)
            .build();
    private static final ModelCall SILENT = ModelCall.builder("anthropic", "claude-x")
            .usage(TokenUsage.of(5_000, 500))
            .build();

    @Test
    void cache_hits_are_a_share_of_the_input_of_calls_that_tell_them() {
        assertThat(figure(EfficiencyFigure.CACHE_HIT_RATE, run(REVIEWS, 1, CACHED, UNCACHED, SILENT)))
                .isEqualTo(900.0 / 4_000);
    }

    @Test
    void nothing_is_said_of_a_cache_that_no_call_tells_of() {
        assertThat(Efficiency.of(runs(run(REVIEWS, 1, SILENT))).of(EfficiencyFigure.CACHE_HIT_RATE))
                .isEmpty();
    }

    @Test
    void answers_are_compared_with_prompts() {
        assertThat(figure(EfficiencyFigure.OUTPUT_RATIO, run(REVIEWS, 1, CACHED), run(REVIEWS, 2, UNCACHED)))
                .isEqualTo(400.0 / 4_000);
    }

    @Test
    void calls_and_tool_calls_are_those_of_a_mean_run() {
        Run[] made = {run(REVIEWS, 1, CACHED), run(REVIEWS, 2, CACHED, UNCACHED)};

        assertThat(figure(EfficiencyFigure.CALLS, made)).isEqualTo(1.5);
        assertThat(figure(EfficiencyFigure.TOOL_CALLS, made)).isEqualTo(1.0);
    }

    @Test
    void the_fixed_part_of_prompts_is_a_share_of_the_input_that_was_seen() {
        SimulatedAgent agent = SimulatedAgent.withoutChance();
        agent.loops = 0;
        agent.system = 900;
        agent.tools = 5;

        assertThat(Efficiency.of(agent.runs(2)).of(EfficiencyFigure.FIXED_SHARE).orElseThrow())
                .isEqualTo((900.0 + 5 * 200) / (900 + 5 * 200 + 600));
    }

    @Test
    void the_fixed_part_is_a_share_of_what_the_provider_keeps_as_well() {
        PromptSections prompt = PromptSections.builder()
                .system(new Section(3_600, 900))
                .user(new Section(400, 100))
                .whole(false)
                .build();
        ModelCall goesOn = ModelCall.builder("acme", "model-x")
                .usage(TokenUsage.of(9_000, 10))
                .prompt(prompt)
                .build();

        assertThat(figure(EfficiencyFigure.FIXED_SHARE, run(REVIEWS, 1, goesOn)))
                .isEqualTo(0.1);
    }

    @Test
    void failed_runs_are_paid_for_by_those_that_succeed() {
        Run failed = run(
                REVIEWS, 2, Outcome.FAILED, Run.Terms.NONE, List.of(call(500).build()));
        Run[] made = {run(REVIEWS, 1, call(1_000).build()), failed};

        assertThat(figure(EfficiencyFigure.PASS_RATE, made)).isEqualTo(0.5);
        assertThat(figure(EfficiencyFigure.TOKENS_PER_SUCCESS, made)).isEqualTo(1_500);
    }

    @Test
    void tokens_per_success_are_unknown_where_those_of_a_failed_run_are() {
        ModelCall unknown = ModelCall.builder("anthropic", "claude-x").build();
        Run failed = run(REVIEWS, 2, Outcome.FAILED, Run.Terms.NONE, List.of(unknown));

        assertThat(Efficiency.of(runs(run(REVIEWS, 1, CACHED), failed)).of(EfficiencyFigure.TOKENS_PER_SUCCESS))
                .isEmpty();
    }

    @Test
    void a_baseline_tells_the_same_as_the_runs_that_it_was_made_of() {
        TaskRuns measured = new SimulatedAgent(7).runs(8);

        Efficiency before = Efficiency.of(TaskBaseline.accept(measured, BUILD, "first baseline", Optional.empty()));

        Efficiency after = Efficiency.of(measured);
        assertThat(before.figures().keySet())
                .isEqualTo(after.figures().keySet())
                .hasSize(7);
        before.figures()
                .forEach((figure, value) ->
                        assertThat(value).isCloseTo(after.of(figure).orElseThrow(), within(1e-9)));
    }

    @Test
    void a_baseline_does_not_know_what_its_failed_runs_cost() {
        Run failed = run(REVIEWS, 2, Outcome.FAILED, Run.Terms.NONE, List.of(CACHED));
        TaskBaseline baseline =
                TaskBaseline.accept(runs(run(REVIEWS, 1, CACHED), failed), BUILD, "first baseline", Optional.empty());

        assertThat(Efficiency.of(baseline).of(EfficiencyFigure.PASS_RATE)).hasValue(0.5);
        assertThat(Efficiency.of(baseline).of(EfficiencyFigure.TOKENS_PER_SUCCESS))
                .isEmpty();
    }

    @Test
    void a_task_without_a_success_has_no_figures_but_its_pass_rate() {
        Run failed = run(REVIEWS, 1, Outcome.FAILED, Run.Terms.NONE, List.of(CACHED));

        assertThat(Efficiency.of(runs(failed)).figures()).containsOnlyKeys(EfficiencyFigure.PASS_RATE);
    }

    private static double figure(EfficiencyFigure figure, Run... runs) {
        return Efficiency.of(runs(runs)).of(figure).orElseThrow();
    }

    private static TaskRuns runs(Run... runs) {
        return new TaskRuns(REVIEWS, List.of(runs));
    }
}
