package dev.tokenbudget.internal.verdict;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.statistics.SessionVariation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A drift of the fixed prompt is seen in one run, however much runs vary; chance alone never looks like one. */
class StructuralDriftTest {

    private static final Consumer<SimulatedAgent> NOTHING = agent -> {};
    private static final Consumer<SimulatedAgent> UNSEEN = agent -> agent.promptIsSeen = false;
    private static final Consumer<SimulatedAgent> LONGER_PROMPT = agent -> agent.system += 1204;

    @Test
    void a_longer_system_prompt_is_found_in_one_run_of_a_noisy_task() {
        for (int trial = 0; trial < 100; trial++) {
            JudgedTask judged = judge(20, 1, trial, LONGER_PROMPT);

            assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
            assertThat(judged.statement() + judged.why().orElse("")).contains("system prompt", "+1,204 tokens");
        }
    }

    @Test
    void runs_without_a_change_of_the_prompt_never_drift_structurally() {
        for (int trial = 0; trial < 100; trial++) {
            assertThat(judge(20, 1, trial, NOTHING)).matches(not(Judged::isStructuralDrift));
        }
    }

    /** The agent got by with fewer calls: a gain never fails, whatever its longer prompt would have cost before. */
    @Test
    void a_longer_prompt_that_makes_the_task_cheaper_is_no_drift() {
        JudgedTask judged = judge(5, 5, 7, LONGER_PROMPT.andThen(agent -> agent.loops = 1));

        assertThat(judged.comparison().drift(Metric.TOTAL).orElseThrow()).isNegative();
        assertThat(judged.severity()).isNotEqualTo(Severity.FAILS);
        assertThat(judged.remarks())
                .anyMatch(remark -> remark.startsWith("The accepted runs would have moved further with the new prompt"
                        + " (system prompt +1,204 tokens a call"));
    }

    @Test
    void a_prompt_that_grew_within_the_tolerance_is_no_drift_whatever_the_provider_adds_to_it() {
        Consumer<SimulatedAgent> hidden = agent -> agent.hidden = 700;

        JudgedTask judged = judgeWithoutChance(hidden, hidden.andThen(agent -> agent.system += 400));

        assertThat(judged.comparison().drift(Metric.TOTAL).orElseThrow()).isBetween(0.09, 0.0999);
        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
    }

    @Test
    void a_rule_on_costs_buys_no_runs_once_the_prompt_alone_made_the_task_drift() {
        Policy policy = Policy.of(
                Settings.of(new Settings.Source(
                        "test", Map.of("tokenbudget.tolerance", "+15%", "tokenbudget.rule.1.metric", "costUsd"))),
                Optional.empty());
        TaskComparison task = comparison(
                priced(5, 3, agent -> agent.variation = 0.6),
                priced(5, 4, LONGER_PROMPT.andThen(agent -> agent.variation = 0.6)));

        assertThat(Judge.judge(List.of(task), policy, SessionVariation.ASSUMED, atHand -> {})
                        .get(0)
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.DRIFTED);
        assertThat(new SamplingSchedule(5, 40).goesOn(task, policy, SessionVariation.ASSUMED))
                .isFalse();
        assertThat(new SamplingSchedule(5, 40)
                        .goesOn(task, Policy.of(costAlone(), Optional.empty()), SessionVariation.ASSUMED))
                .isTrue();
    }

    @Test
    void a_shorter_prompt_improves() {
        JudgedTask judged = judge(5, 1, 7, agent -> agent.system -= 880);

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.IMPROVED);
    }

    @Test
    void where_prompts_are_not_seen_the_first_input_of_a_run_tells_that_they_grew() {
        for (int trial = 0; trial < 100; trial++) {
            JudgedTask judged = judge(20, 1, trial, UNSEEN, UNSEEN.andThen(LONGER_PROMPT));

            assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
            assertThat(judged.statement()).contains("prompt (by ", "+1,204 tokens");
        }
    }

    @Test
    void a_first_input_that_stays_is_never_a_structural_drift() {
        for (int trial = 0; trial < 100; trial++) {
            assertThat(judge(20, 1 + trial % 5, trial, UNSEEN, UNSEEN.andThen(agent -> agent.loops += 2)))
                    .matches(not(Judged::isStructuralDrift));
        }
    }

    @Test
    void a_first_input_that_fell_improves() {
        JudgedTask judged = judge(20, 1, 7, UNSEEN, UNSEEN.andThen(agent -> agent.system -= 880));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.IMPROVED);
        assertThat(judged.statement()).contains("-880 tokens a call × 4");
    }

    @Test
    void first_inputs_that_differ_a_little_count_by_the_gap_between_them() {
        Consumer<SimulatedAgent> nearly = UNSEEN.andThen(agent -> agent.taskVariation = 0.03);

        assertThat(judge(20, 1, 1, nearly, nearly.andThen(LONGER_PROMPT)).statement())
                .containsPattern("prompt \\(by .* \\+1,1\\d\\d tokens");
    }

    /** What differs from run to run by itself may be as far apart as one likes. */
    @Test
    void first_inputs_that_vary_tell_nothing() {
        Consumer<SimulatedAgent> other = UNSEEN.andThen(agent -> agent.taskVariation = 1);

        assertThat(judge(20, 5, 1, other, other.andThen(LONGER_PROMPT))).matches(not(Judged::isStructuralDrift));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "5,1", "18,1", "1,18", "2,4"})
    void so_few_runs_may_differ_in_their_first_input_by_chance(int accepted, int measured) {
        assertThat(judge(accepted, measured, 1, UNSEEN, UNSEEN.andThen(LONGER_PROMPT)))
                .matches(not(Judged::isStructuralDrift));
    }

    /** A prompt that is another in each run differs as well. */
    @ParameterizedTest
    @CsvSource({"1,1", "4,1", "1,4", "2,3"})
    void so_few_runs_do_not_tell_a_changed_prompt_from_one_that_differs_from_run_to_run(int accepted, int measured) {
        assertThat(judge(accepted, measured, 1, LONGER_PROMPT).comparison().fixedPromptChange())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5,1", "1,5", "3,3"})
    void six_runs_of_one_prompt_before_and_another_one_after_tell_it(int accepted, int measured) {
        TaskComparison changed = comparison(
                SimulatedAgent.withoutChance().runs(accepted),
                longer(SimulatedAgent.withoutChance()).runs(measured));

        assertThat(changed.fixedPromptChange()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"5,5,true", "20,1,true", "5,1,false"})
    void a_time_in_each_prompt_leaves_it_to_a_test_of_the_first_inputs(int accepted, int measured, boolean found) {
        Consumer<SimulatedAgent> timed = agent -> agent.timeInSystemPrompt = true;

        JudgedTask judged = judge(accepted, measured, 1, timed, timed.andThen(LONGER_PROMPT));

        assertThat(judged.comparison().fixedPromptChange().isPresent()).isEqualTo(found);
    }

    @Test
    void an_estimated_baseline_proves_no_change_of_the_prompt() {
        TaskComparison measured = comparison(
                SimulatedAgent.withoutChance().runs(5),
                longer(SimulatedAgent.withoutChance()).runs(5));
        TaskComparison estimated = new TaskComparison(
                measured.task(),
                measured.before().map(accepted -> accepted.estimatedBy("recording")),
                measured.after(),
                0);

        assertThat(measured.fixedPromptChange()).isPresent();
        assertThat(estimated.fixedPromptChange()).isEmpty();
    }

    @Test
    void the_first_call_of_one_agent_says_nothing_of_others_without_a_name() {
        Consumer<SimulatedAgent> team = UNSEEN.andThen(agent -> agent.reviewer = Optional.of(reviewer(agent)));

        assertThat(judge(20, 5, 1, team, team.andThen(LONGER_PROMPT))).matches(not(Judged::isStructuralDrift));
    }

    @Test
    void agents_with_names_are_told_apart() {
        Consumer<SimulatedAgent> team = UNSEEN.andThen(agent -> {
            agent.name = Optional.of("writer");
            SimulatedAgent reviewer = reviewer(agent);
            reviewer.name = Optional.of("reviewer");
            agent.reviewer = Optional.of(reviewer);
        });

        assertThat(judge(20, 1, 1, team, team.andThen(agent -> agent.system += 2408))
                        .statement())
                .contains("writer: prompt (by ", "+2,408 tokens a call × 4")
                .doesNotContain("reviewer");
    }

    @Test
    void a_movement_is_told_with_its_reason() {
        JudgedTask judged = judge(
                SimulatedAgent.withoutChance().runs(5), SimulatedAgent.withoutChance(), agent -> agent.loops += 2, 5);

        assertThat(judged.why().orElseThrow()).startsWith("Why +68.9 %: ").contains("more calls a run");
    }

    /** Return an agent that reads less than {@code first} does in its first call. */
    private static SimulatedAgent reviewer(SimulatedAgent first) {
        SimulatedAgent reviewer = new SimulatedAgent(5);
        reviewer.promptIsSeen = first.promptIsSeen;
        reviewer.system = 100;
        return reviewer;
    }

    private static JudgedTask judge(int accepted, int measured, long seed, Consumer<SimulatedAgent> change) {
        return judge(accepted, measured, seed, NOTHING, change);
    }

    private static JudgedTask judge(
            int accepted, int measured, long seed, Consumer<SimulatedAgent> known, Consumer<SimulatedAgent> now) {
        SimulatedAgent before = new SimulatedAgent(2 * seed);
        SimulatedAgent after = new SimulatedAgent(2 * seed + 1);
        before.variation = 0.6;
        after.variation = 0.6;
        known.accept(before);
        return judge(before.runs(accepted), after, now, measured);
    }

    private static JudgedTask judge(
            TaskRuns accepted, SimulatedAgent agent, Consumer<SimulatedAgent> change, int runs) {
        change.accept(agent);
        return Judge.judge(
                        List.of(comparison(accepted, agent.runs(runs))),
                        Judged.POLICY,
                        SessionVariation.ASSUMED,
                        atHand -> {})
                .get(0);
    }

    private static SimulatedAgent longer(SimulatedAgent agent) {
        LONGER_PROMPT.accept(agent);
        return agent;
    }

    private static JudgedTask judgeWithoutChance(Consumer<SimulatedAgent> known, Consumer<SimulatedAgent> now) {
        SimulatedAgent before = SimulatedAgent.withoutChance();
        known.accept(before);
        return judge(before.runs(5), SimulatedAgent.withoutChance(), now, 1);
    }

    private static TaskComparison comparison(TaskRuns accepted, TaskRuns measured) {
        return new TaskComparison(
                accepted.task(),
                Optional.of(
                        TaskBaseline.accept(accepted, new BuildId("b", Optional.empty()), "first", Optional.empty())),
                Optional.of(measured),
                0);
    }

    private static TaskRuns priced(int runs, long seed, Consumer<SimulatedAgent> change) {
        SimulatedAgent agent = new SimulatedAgent(seed);
        agent.provider = "openai";
        agent.model = "gpt-4.1";
        change.accept(agent);
        TaskRuns made = agent.runs(runs);
        return new TaskRuns(
                made.task(),
                made.runs().stream().map(run -> run.priced(PriceList.bundled())).toList());
    }

    private static Settings costAlone() {
        return Settings.of(new Settings.Source(
                "test",
                Map.of(
                        "tokenbudget.tolerance",
                        "+500%",
                        "tokenbudget.rule.1.metric",
                        "costUsd",
                        "tokenbudget.rule.1.tolerance",
                        "+15%")));
    }
}
