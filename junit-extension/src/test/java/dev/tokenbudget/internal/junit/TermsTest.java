package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.OutputRatio;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.run.RunRecorder.Remaining;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

/** What annotations demand, and what happens to a run that breaks it. */
class TermsTest {

    @TempDir
    private Path folder;

    @Test
    void a_run_over_its_budget_fails_its_test_with_both_numbers() {
        TestBuild.Result result = new TestBuild(folder).run(OverBudget.class);

        assertThat(result.onlyFailure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContainingAll("reviews ", "17,420 tokens", "run 1", "15,000 (maxTotal)");
    }

    @Test
    void a_run_over_its_budget_is_a_logged_sample_all_the_same() {
        Run run = new TestBuild(folder).run(OverBudget.class).onlyRun();

        assertThat(run.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(run.terms().budget()).isEqualTo(Budget.of(Map.of(Metric.TOTAL, 15_000L)));
    }

    static class OverBudget {
        @TokenBudget(maxTotal = 15_000)
        @Test
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 17_000, 420);
        }
    }

    @Test
    void a_run_that_costs_too_much_fails_its_test_in_dollars() {
        // GPT-4o: 1,000 × 2.50 + 100 × 10 = 3,500 per million
        assertThat(new TestBuild(folder).run(TooDear.class).onlyFailure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContainingAll("reviews ", "$0.0035", "run 1", "$0.003 (maxCostUsd)");
    }

    static class TooDear {
        @TokenBudget(maxCostUsd = 0.003)
        @Test
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-4o", 1_000, 100);
        }
    }

    @Test
    void a_call_that_is_too_large_fails_its_test() {
        assertThat(new TestBuild(folder).run(OfOneLargeCall.class).onlyFailure())
                .hasMessageContaining(
                        "reviews used 8,100 tokens in one call in run 1, but its budget is 8,000 (maxPerCall)");
    }

    static class OfOneLargeCall {
        @TokenBudget(maxPerCall = 8_000)
        @Test
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 7_000, 1_000);
            recorder.record("openai", "gpt-5", 8_000, 100);
        }
    }

    @Test
    void a_run_that_takes_too_long_fails_its_test() {
        assertThat(new TestBuild(folder).run(TooSlow.class).onlyFailure())
                .hasMessageContainingAll(
                        "reviews took ",
                        " milliseconds in run 1, but its budget is 1 (maxLatencyMs). Make the task faster, or raise the budget");
    }

    static class TooSlow {
        @TokenBudget(maxLatencyMs = 1)
        @Test
        void reviews(RunRecorder recorder) throws InterruptedException {
            recorder.record("openai", "gpt-5", 10, 1);
            Thread.sleep(3);
        }
    }

    @Test
    void a_test_can_tell_how_much_is_left() {
        assertThat(new TestBuild(folder).run(WindingDown.class).failures()).isEmpty();
    }

    static class WindingDown {
        @TokenBudget(maxTotal = 1_000, maxCalls = 5)
        @Test
        void reviews(RunRecorder recorder) {
            recorder.agent("planner").record("openai", "gpt-5", 700, 150);

            Remaining left = recorder.agent("planner").remaining();
            assertThat(left.total()).hasValue(150);
            assertThat(left.calls()).hasValue(4);
            assertThat(left.costUsd()).isEmpty();
            assertThat(left.usedShare()).isEqualTo(0.85);
        }
    }

    @Test
    void a_run_of_unknown_cost_fails_a_test_that_limits_it() {
        assertThat(new TestBuild(folder).run(OfUnknownCost.class).onlyFailure())
                .hasMessageContainingAll(
                        "reviews ", "$0.25 (maxCostUsd)", "run 1", "openai/gpt-of-tomorrow", "tokenbudget.prices");
    }

    static class OfUnknownCost {
        @TokenBudget(maxCostUsd = 0.25)
        @Test
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-of-tomorrow", 1_000, 100);
        }
    }

    @Test
    void every_broken_limit_is_named() {
        assertThat(new TestBuild(folder).run(OverAll.class).onlyFailure())
                .hasMessageContainingAll("(maxTotal)", "(maxInput)", "(maxOutput)", "(maxCalls)");
    }

    static class OverAll {
        @TokenBudget(maxTotal = 10, maxInput = 5, maxOutput = 5, maxCalls = 1)
        @Test
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 10, 10);
            recorder.record("openai", "gpt-5", 10, 10);
        }
    }

    @Test
    void a_failed_test_keeps_its_failure_and_the_breach_is_added() {
        Throwable failure = new TestBuild(folder).run(FailedAndOver.class).onlyFailure();

        assertThat(failure).hasMessage("wrong answer");
        assertThat(failure.getSuppressed())
                .anySatisfy(breach -> assertThat(breach).hasMessageContaining("5 (maxTotal)"));
    }

    static class FailedAndOver {
        @TokenBudget(maxTotal = 5)
        @Test
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 10, 10);
            throw new AssertionError("wrong answer");
        }
    }

    @Test
    void an_aborted_test_that_broke_its_budget_fails() {
        TestBuild.Result result = new TestBuild(folder).run(AbortedAndOver.class);

        assertThat(result.onlyFailure()).hasMessageContaining("5 (maxTotal)");
        assertThat(result.onlyRun().outcome()).isEqualTo(Outcome.ABORTED);
    }

    static class AbortedAndOver {
        @TokenBudget(maxTotal = 5)
        @Test
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 10, 10);
            Assumptions.abort();
        }
    }

    @Test
    void a_run_on_its_limit_passes() {
        assertThat(new TestBuild(folder).run(OnLimit.class).failures()).isEmpty();
    }

    static class OnLimit {
        @TokenBudget(maxTotal = 20)
        @Test
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 10, 10);
        }
    }

    @Test
    void the_method_wins_over_the_class_one_attribute_at_a_time() {
        Run run = new TestBuild(folder).run(ClassAndMethod.class).onlyRun();

        assertThat(run.terms().budget()).isEqualTo(Budget.of(Map.of(Metric.TOTAL, 200L, Metric.CALLS, 3L)));
        assertThat(run.terms().tolerance()).contains(Tolerance.parse("+20%"));
        assertThat(run.labels()).isEqualTo(Map.of("team", "blue", "feature", "review"));
        assertThat(run.task().name()).isEqualTo("small review");
    }

    @TokenBudget(
            maxTotal = 100,
            maxCalls = 3,
            tolerance = "+20%",
            labels = {"team=red", "feature=review"})
    static class ClassAndMethod {
        @TokenBudget(task = "small review", maxTotal = 200, labels = "team = blue")
        @Test
        void reviews() {}
    }

    @Test
    void a_nested_class_takes_over_what_the_classes_around_it_demand() {
        Run run = new TestBuild(folder).run(Outer.class).onlyRun();

        assertThat(run.terms().budget()).isEqualTo(Budget.of(Map.of(Metric.TOTAL, 100L, Metric.CALLS, 3L)));
    }

    @TokenBudget(maxTotal = 100, maxCalls = 5)
    static class Outer {
        @TokenBudget(maxCalls = 3)
        @Nested
        class Inner {
            @Test
            void reviews() {}
        }
    }

    @Test
    void an_annotation_of_ones_own_can_carry_the_budget() {
        assertThat(new TestBuild(folder).run(Composed.class).onlyRun().terms().budget())
                .isEqualTo(Budget.of(Map.of(Metric.TOTAL, 7L)));
    }

    @TokenBudget(maxTotal = 7)
    @Test
    @Retention(RetentionPolicy.RUNTIME)
    @interface SmallTask {}

    static class Composed {
        @SmallTask
        void reviews() {}
    }

    @Test
    void the_pass_rate_of_a_benchmark_task_is_kept_with_its_runs() {
        assertThat(new TestBuild(folder).run(PassRate.class).onlyRun().terms().minPassRate())
                .isEqualTo(0.8);
    }

    static class PassRate {
        @BenchmarkTask(runs = 1, minPassRate = 0.8)
        void reviews() {}
    }

    @Test
    void the_looks_of_a_benchmark_task_are_kept_with_its_runs_as_they_were_set_for_the_build() {
        assertThat(new TestBuild(folder)
                        .property("tokenbudget.runs", "1")
                        .run(Staged.class)
                        .onlyRun()
                        .terms()
                        .looks())
                .contains(new Looks(1, 40));
    }

    static class Staged {
        @BenchmarkTask(runs = 5, maxRuns = 40)
        void reviews() {}
    }

    @Test
    void a_plain_test_has_no_looks() {
        assertThat(new TestBuild(folder).run(Ratio.class).onlyRun().terms().looks())
                .isEmpty();
    }

    @Test
    void the_expected_ratio_of_output_and_input_is_kept_with_the_runs() {
        assertThat(new TestBuild(folder).run(Ratio.class).onlyRun().terms().outputRatio())
                .contains(OutputRatio.parse("0.05..0.15"));
    }

    @TokenBudget(outputRatio = "0.05..0.15")
    static class Ratio {
        @TokenBudget(maxCalls = 3)
        @Test
        void reviews() {}
    }

    @ParameterizedTest
    @MethodSource
    void an_unusable_attribute_is_refused_with_its_remedy(Class<?> testClass, String place, String remedy) {
        TestBuild.Result result = new TestBuild(folder).run(testClass);

        assertThat(result.onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContainingAll(place, remedy);
        assertThat(result.runs()).isEmpty();
    }

    static Stream<Arguments> an_unusable_attribute_is_refused_with_its_remedy() {
        return Stream.of(
                Arguments.of(BadTolerance.class, "reviews()", "Write +15%"),
                Arguments.of(BadOutputRatio.class, "reviews()", "such as 0.05..0.15"),
                Arguments.of(BadLabel.class, "'review'", "name=value"),
                Arguments.of(NegativeLimit.class, "maxCalls = -1", "or 0 for no limit"),
                Arguments.of(NoRuns.class, "runs = 0", "at least 1"),
                Arguments.of(FewerMaxRuns.class, "maxRuns = 2", "not be less than runs"),
                Arguments.of(BadPassRate.class, "minPassRate = 80.0", "from 0 to 1"));
    }

    static class BadTolerance {
        @TokenBudget(tolerance = "15")
        @Test
        void reviews() {}
    }

    static class BadOutputRatio {
        @TokenBudget(outputRatio = "15%")
        @Test
        void reviews() {}
    }

    static class BadLabel {
        @TokenBudget(labels = "review")
        @Test
        void reviews() {}
    }

    static class NegativeLimit {
        @TokenBudget(maxCalls = -1)
        @Test
        void reviews() {}
    }

    static class NoRuns {
        @BenchmarkTask(runs = 0)
        void reviews() {}
    }

    static class FewerMaxRuns {
        @BenchmarkTask(runs = 3, maxRuns = 2)
        void reviews() {}
    }

    static class BadPassRate {
        @BenchmarkTask(minPassRate = 80)
        void reviews() {}
    }
}
