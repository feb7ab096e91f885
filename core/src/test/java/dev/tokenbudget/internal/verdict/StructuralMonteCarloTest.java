package dev.tokenbudget.internal.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SessionVariation;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A longer system prompt under much noise: found in one run, and never reported where there is none. */
@Execution(ExecutionMode.CONCURRENT)
class StructuralMonteCarloTest {

    private static final int TRIALS = 2_000;

    private static final double TOLERANCE = 0.15;

    private static final int SYSTEM = 1_500;
    private static final int TASK = 500;
    private static final int ANSWER = 400;

    /** Four calls are the mean, and a run's total then varies by about 60 %. */
    private static final int[] CALLS = {2, 2, 3, 4, 4, 5, 8};

    /** 30 % of the mean total of a run, shared out among its calls. */
    private static final int GROWTH = 960;

    @Test
    void the_simulated_agent_varies_as_much_as_it_should_and_its_prompt_grows_by_30_percent() {
        SampleSummary before =
                SampleSummary.of(runs(new SplittableRandom(1), 20_000, 0, true).samples(Metric.TOTAL));
        SampleSummary after = SampleSummary.of(
                runs(new SplittableRandom(2), 20_000, GROWTH, true).samples(Metric.TOTAL));

        assertThat(before.coefficientOfVariation().orElseThrow()).isCloseTo(0.6, within(0.05));
        assertThat(after.mean() / before.mean()).isCloseTo(1.3, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_few_trials_find_a_longer_prompt_and_no_other(boolean seen) {
        assertThatALongerPromptIsFound(100, seen);
        assertThatAPromptThatStayedIsNot(100, seen);
    }

    @ParameterizedTest
    @Tag("monte-carlo")
    @ValueSource(booleans = {true, false})
    void a_longer_prompt_is_found_in_one_run_whether_its_parts_are_seen_or_not(boolean seen) {
        assertThatALongerPromptIsFound(TRIALS, seen);
    }

    @ParameterizedTest
    @Tag("monte-carlo")
    @ValueSource(booleans = {true, false})
    void a_prompt_that_stayed_is_never_reported(boolean seen) {
        assertThatAPromptThatStayedIsNot(TRIALS, seen);
    }

    /** What was retrieved, remembered or listed stands in the system prompt, and makes it another in each run. */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.3, 0.5})
    void a_few_trials_of_prompts_that_differ_from_run_to_run_claim_no_change(double variation) {
        assertThat(percentOfFalseClaims(variation, 1, 1, 200)).isLessThanOrEqualTo(1);
        assertThat(percentOfFalseClaims(variation, 5, 5, 100)).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @Tag("monte-carlo")
    @ValueSource(doubles = {0.2, 0.3, 0.5})
    void prompts_that_differ_from_run_to_run_are_hardly_ever_taken_for_changed(double variation) {
        SpecifiedTable table = new SpecifiedTable("System prompts of CV " + variation
                + ", nothing changed: percent of tasks said to have a changed prompt");
        for (int accepted : new int[] {1, 2, 5, 20}) {
            for (int measured : new int[] {1, 5}) {
                table.add(
                        "baseline " + accepted + ", runs " + measured,
                        percentOfFalseClaims(variation, accepted, measured, TRIALS),
                        0,
                        1);
            }
        }
        table.assertAll();
    }

    private static double percentOfFalseClaims(double variation, int accepted, int measured, int trials) {
        long claims = IntStream.range(0, trials)
                .parallel()
                .mapToObj(trial -> judged(
                        varying(2L * trial, variation).runs(accepted),
                        varying(2L * trial + 1, variation).runs(measured)))
                .filter(task -> task.comparison().fixedPromptChange().isPresent())
                .count();
        return 100.0 * claims / trials;
    }

    private static SimulatedAgent varying(long seed, double variation) {
        SimulatedAgent agent = new SimulatedAgent(seed);
        agent.system = 3_000;
        agent.systemVariation = variation;
        agent.variation = 0.3;
        return agent;
    }

    /** Where the run's tokens show it; where they do not, the build does not fail by what they might have been. */
    private static void assertThatALongerPromptIsFound(int trials, boolean seen) {
        List<JudgedTask> judged = judged(trials, GROWTH, seen);
        assertThat(judged)
                .filteredOn(task -> task.comparison().drift(Metric.TOTAL).orElseThrow() > TOLERANCE)
                .hasSizeGreaterThan(trials / 3)
                .allMatch(Judged::isStructuralDrift);
        assertThat(judged)
                .filteredOn(task -> task.comparison().drift(Metric.TOTAL).orElseThrow() <= TOLERANCE)
                .hasSizeGreaterThan(trials / 10)
                .noneMatch(Judged::isStructuralDrift)
                .allMatch(task -> task.severity() != Severity.FAILS
                        || task.findingOnMean(Metric.TOTAL).orElseThrow().isDriftOfSize())
                .allMatch(task -> task.remarks().stream()
                        .anyMatch(remark -> remark.startsWith("The accepted runs would have moved further")));
    }

    private static void assertThatAPromptThatStayedIsNot(int trials, boolean seen) {
        assertThat(judged(trials, 0, seen))
                .noneMatch(Judged::isStructuralDrift)
                .allMatch(task -> task.remarks().stream()
                        .noneMatch(remark -> remark.startsWith("The accepted runs would have moved further")));
    }

    private static List<JudgedTask> judged(int trials, int growth, boolean seen) {
        return IntStream.range(0, trials)
                .parallel()
                .mapToObj(trial -> {
                    SplittableRandom random = new SplittableRandom(trial);
                    TaskRuns before = runs(random, 20, 0, seen);
                    return judged(before, runs(random, 1, growth, seen));
                })
                .toList();
    }

    private static JudgedTask judged(TaskRuns accepted, TaskRuns measured) {
        TaskComparison task = new TaskComparison(
                RunExample.REVIEWS,
                Optional.of(
                        TaskBaseline.accept(accepted, new BuildId("b", Optional.empty()), "first", Optional.empty())),
                Optional.of(measured),
                0);
        return Judge.judge(List.of(task), Judged.POLICY, SessionVariation.ASSUMED, atHand -> {})
                .get(0);
    }

    private static TaskRuns runs(SplittableRandom random, int number, int growth, boolean seen) {
        return new TaskRuns(
                RunExample.REVIEWS,
                IntStream.rangeClosed(1, number)
                        .mapToObj(run -> RunExample.run(RunExample.REVIEWS, run, calls(random, growth, seen)))
                        .toList());
    }

    private static ModelCall[] calls(SplittableRandom random, int growth, boolean seen) {
        ModelCall[] calls = new ModelCall[CALLS[random.nextInt(CALLS.length)]];
        int history = 0;
        for (int i = 0; i < calls.length; i++) {
            int answer = (int) Math.rint(ANSWER * Math.exp(0.6 * random.nextGaussian() - 0.18));
            int system = SYSTEM + growth;
            ModelCall.Builder call = RunExample.call(0).usage(TokenUsage.of(system + TASK + history, answer));
            calls[i] = seen ? call.prompt(prompt(system, history)).build() : call.build();
            history += answer;
        }
        return calls;
    }

    private static PromptSections prompt(int system, int history) {
        return PromptSections.builder()
                .system(section(system))
                .history(section(history))
                .user(section(TASK))
                .systemHash(String.valueOf(system).repeat(4))
                .build();
    }

    private static Section section(int tokens) {
        return new Section(4L * tokens, tokens);
    }
}
