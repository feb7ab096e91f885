package dev.tokenbudget.internal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskRuns;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A Why line names how far a figure moved, what moved it, and what lies behind that where it is known. */
class WhyLineTest {

    private static final Consumer<SimulatedAgent> NOTHING = agent -> {};

    @Test
    void there_is_one_for_a_structural_drift() {
        JudgedTask task = judged(Judged.POLICY, NOTHING, agent -> agent.system += 1204, 1);

        assertThat(task).matches(Judged::isStructuralDrift);
        assertThat(task.why())
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("Why +34.2 %: system prompt ")
                        .endsWith("+34.2 points."));
    }

    @Test
    void there_is_one_for_another_model() {
        JudgedTask task = judged(agent -> agent.model = "model-z");

        assertThat(task.verdict().kind()).isEqualTo(VerdictKind.MODEL_CHANGED);
        assertThat(task.why())
                .contains("Why +0.0 %: the model changed: acme model-x → acme model-z; the tokens did not move.");
    }

    @Test
    void the_first_two_causes_are_named_however_much_the_first_one_explains() {
        JudgedTask task = judged(agent -> {
            agent.system += 6000;
            agent.reasoning += 100;
        });

        assertThat(task.why().orElseThrow())
                .startsWith("Why +173.0 %: system prompt ")
                .contains("+6,000 tokens", "+170.2 points;")
                .endsWith("reasoning +2.8 points.");
    }

    @Test
    void answers_that_end_at_the_output_limit_are_the_root_of_more_calls() {
        JudgedTask task = judged(agent -> {
            agent.loops += 2;
            agent.stopReasonOfLoop = "max_tokens";
        });

        assertThat(task.why().orElseThrow())
                .contains("2 more calls ")
                .endsWith("; answers that end at the output limit (max_tokens): 0 % → 83 %.");
    }

    @Test
    void the_same_tool_call_again_is_the_root_of_more_calls() {
        JudgedTask task = judged(agent -> {
            agent.loops += 2;
            agent.sameToolCallsOfLoop = 1;
        });

        assertThat(task.why().orElseThrow())
                .contains("2 more calls ")
                .endsWith("; tool calls that ask for the same again: 0 → 5 a run.");
    }

    @Test
    void a_new_tool_is_the_root_of_more_calls() {
        JudgedTask task = judged(agent -> {
            agent.loops += 20;
            agent.tools += 1;
            agent.system -= 200;
        });

        assertThat(task.why().orElseThrow()).contains("20 more calls ").endsWith("; tools: 5 → 6.");
    }

    @Test
    void another_figure_than_tokens_is_named() {
        Policy policy = Judged.configured(Map.of(
                "tokenbudget.tolerance", "+500%",
                "tokenbudget.rule.1.metric", "calls",
                "tokenbudget.rule.1.tolerance", "+10%"));

        JudgedTask task = judged(policy, NOTHING, agent -> agent.loops++, 5);

        assertThat(task.why()).contains("Why +25.0 % of mean of calls: tokens +32.8 %, one more call a run (4 → 5).");
    }

    @Test
    void costs_are_explained_in_dollars() {
        Policy policy = Judged.configured(Map.of(
                "tokenbudget.tolerance", "+500%",
                "tokenbudget.rule.1.metric", "costUsd",
                "tokenbudget.rule.1.tolerance", "+10%"));
        Consumer<SimulatedAgent> listed = agent -> {
            agent.provider = "openai";
            agent.model = "gpt-4.1";
        };

        JudgedTask task = judged(
                policy,
                listed,
                listed.andThen(agent -> {
                    agent.timeInSystemPrompt = true;
                    agent.reasoning += 200;
                }),
                5);

        assertThat(task.why().orElseThrow())
                .matches("Why \\+\\S+ %: cache hits lost: .* from a cache: \\+\\S+ points \\(\\+\\$\\S+ a run\\);"
                        + " reasoning \\+\\S+ points \\(\\+\\$\\S+ a run\\);"
                        + " there are 4 variants of the system prompt a run .*; tokens \\+5.7 %\\.");
        Movement cost = task.comparison().movement(Metric.COST_USD).orElseThrow();
        assertThat(task.explanation().orElseThrow().causes().stream()
                        .mapToDouble(cause -> cause.usd().orElseThrow().doubleValue())
                        .sum())
                .isEqualTo(cost.after() - cost.before(), Offset.offset(1e-9));
    }

    @Test
    void a_model_moved_behind_its_name_only_where_the_name_is_the_same() {
        Consumer<SimulatedAgent> answered = agent -> agent.responseModel = Optional.of("model-x-1");
        Consumer<SimulatedAgent> moved = agent -> agent.responseModel = Optional.of("model-x-2");

        assertThat(judged(Judged.POLICY, answered, moved, 5).remarks())
                .contains("The model behind the name moved: model-x-1 answered the baseline, model-x-2 answers now.");
        assertThat(judged(Judged.POLICY, answered, moved.andThen(agent -> agent.model = "model-z"), 5)
                        .remarks())
                .isEmpty();
    }

    private static JudgedTask judged(Consumer<SimulatedAgent> now) {
        return judged(Judged.POLICY, NOTHING, now, 5);
    }

    private static JudgedTask judged(
            Policy policy, Consumer<SimulatedAgent> known, Consumer<SimulatedAgent> now, int runs) {
        TaskRuns accepted = runs(known, 5);
        TaskRuns measured = runs(now, runs);
        return Comparison.of(
                        RunExample.measurement(measured.runs()),
                        new Baseline(new TreeMap<>(Map.of(
                                accepted.task(),
                                TaskBaseline.accept(
                                        accepted, new BuildId("b", Optional.empty()), "first", Optional.empty())))),
                        policy)
                .tasks()
                .get(0);
    }

    private static TaskRuns runs(Consumer<SimulatedAgent> change, int runs) {
        SimulatedAgent agent = SimulatedAgent.withoutChance();
        change.accept(agent);
        TaskRuns made = agent.runs(runs);
        return new TaskRuns(
                made.task(),
                made.runs().stream()
                        .map((Run run) -> run.priced(PriceList.bundled()))
                        .toList());
    }
}
