package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** What a share of runs that must succeed makes of those that do not. */
class PassRateTest {

    @RegisterExtension
    static final RunCounter RUNS = new RunCounter();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_run_may_fail_where_enough_others_succeed(boolean parallel) {
        TestBuild build = new TestBuild(folder);

        TestBuild.Result result = (parallel ? build.parallel() : build).run(OneOfFiveFails.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.runsOf("reviews"))
                .extracting(Run::outcome)
                .containsExactlyInAnyOrder(
                        Outcome.FAILED, Outcome.SUCCEEDED, Outcome.SUCCEEDED, Outcome.SUCCEEDED, Outcome.SUCCEEDED);
        result.events()
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(4).aborted(1).failed(0));
    }

    static class OneOfFiveFails {
        @BenchmarkTask(minPassRate = 0.8)
        void reviews() {
            assertThat(RUNS.incrementAndGet()).isNotEqualTo(3);
        }
    }

    @Test
    void an_aborted_run_says_why_it_failed() {
        TestBuild.Result result = new TestBuild(folder).run(OneOfFiveFails.class);

        assertThat(result.events().testEvents().aborted().stream())
                .singleElement()
                .satisfies(event -> assertThat(event.toString())
                        .contains("counts against minPassRate")
                        .contains("not to be equal to"));
    }

    @Test
    void the_template_fails_at_the_first_look_that_proves_that_too_few_runs_succeed() {
        TestBuild.Result result = new TestBuild(folder).run(FourOfFiveFail.class);

        assertThat(result.onlyFailure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("reviews succeeded in 1 of 5 runs, but minPassRate = 0.9 asks for at least 5, and"
                        + " chance does not explain so few (p = 0.00046).");
        assertThat(result.runsOf("reviews")).hasSize(5);
        result.events().testEvents().assertStatistics(tests -> tests.failed(0));
    }

    static class FourOfFiveFail {
        @BenchmarkTask(minPassRate = 0.9)
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 100, 10);
            assertThat(RUNS.incrementAndGet()).isGreaterThan(4);
        }
    }

    @Test
    void more_runs_decide_where_so_few_do_not_prove_it() {
        TestBuild.Result result = new TestBuild(folder).run(ThreeOfFiveFailAgainAndAgain.class);

        assertThat(result.runsOf("reviews")).hasSize(10);
        assertThat(result.onlyFailure())
                .hasMessageContaining("succeeded in 4 of 10 runs, but minPassRate = 0.8 asks for at least 8");
    }

    static class ThreeOfFiveFailAgainAndAgain {
        @BenchmarkTask(minPassRate = 0.8)
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 100, 10);
            assertThat(RUNS.incrementAndGet() % 5).isLessThan(2);
        }
    }

    @Test
    void more_runs_end_where_they_meet_the_rate() {
        TestBuild.Result result = new TestBuild(folder).run(TheFirstTwoFail.class);

        assertThat(result.runsOf("reviews")).hasSize(10);
        assertThat(result.failures()).isEmpty();
        assertThat(result.printed()).doesNotContain("minPassRate");
    }

    static class TheFirstTwoFail {
        @BenchmarkTask(minPassRate = 0.8)
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 100, 10);
            assertThat(RUNS.incrementAndGet()).isGreaterThan(2);
        }
    }

    /** In 6 runs, even 3 successes are no proof. */
    @Test
    void no_run_is_made_that_can_decide_nothing() {
        TestBuild.Result result =
                new TestBuild(folder).property("tokenbudget.maxRuns", "6").run(TheFirstTwoFail.class);

        assertThat(result.runsOf("reviews")).hasSize(5);
    }

    @Test
    void what_no_run_is_left_to_prove_is_a_warning_that_says_how_many_would() {
        TestBuild.Result result =
                new TestBuild(folder).property("tokenbudget.maxRuns", "5").run(TheFirstTwoFail.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.printed())
                .contains("reviews succeeded in 3 of 5 runs, fewer than minPassRate = 0.8 asks for, but chance may"
                        + " explain it (p = 0.26). If it stays like that, 35 runs decide: mvn verify"
                        + " -Dtokenbudget.maxRuns=35.");
    }

    @Test
    void a_build_that_fails_anyway_costs_no_further_runs() {
        assertThat(new TestBuild(folder).run(WithoutAnyCall.class).runsOf("reviews"))
                .hasSize(5);
    }

    static class WithoutAnyCall {
        @BenchmarkTask(minPassRate = 0.8)
        void reviews() {
            assertThat(RUNS.incrementAndGet()).isGreaterThan(2);
        }
    }

    /** Nothing was measured: that is never green. */
    @Test
    void a_task_of_which_no_run_succeeded_fails_even_where_so_few_prove_nothing() {
        TestBuild.Result result = new TestBuild(folder).run(FailsTheOnlyRun.class);

        assertThat(result.onlyFailure())
                .hasMessageContaining(
                        "reviews succeeded in 0 of 1 runs, but minPassRate = 0.8 asks for at least 1. See");
    }

    static class FailsTheOnlyRun {
        @BenchmarkTask(runs = 1, maxRuns = 1, minPassRate = 0.8)
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 100, 10);
            throw new AssertionError("always");
        }
    }

    @Test
    void a_failed_first_run_is_no_end_where_more_may_follow() {
        TestBuild.Result result =
                new TestBuild(folder).property("tokenbudget.runs", "1").run(OneOfFiveFailsFirst.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.runsOf("reviews")).hasSize(8);
    }

    static class OneOfFiveFailsFirst {
        @BenchmarkTask(minPassRate = 0.8)
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 100, 10);
            assertThat(RUNS.incrementAndGet()).isGreaterThan(1);
        }
    }

    @Test
    void a_task_of_which_no_run_may_fail_fails_by_its_failed_runs_alone() {
        TestBuild.Result result = new TestBuild(folder).run(OneOfThreeFails.class);

        assertThat(result.onlyFailure()).hasMessageContaining("the second run");
    }

    static class OneOfThreeFails {
        @BenchmarkTask(runs = 3)
        void reviews() {
            assertThat(RUNS.incrementAndGet()).as("the second run").isNotEqualTo(2);
        }
    }

    @Test
    void a_failing_set_up_or_tear_down_counts_as_a_failed_run() {
        TestBuild.Result result = new TestBuild(folder).run(FailsAround.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.runsOf("reviews"))
                .extracting(Run::outcome)
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.SUCCEEDED, Outcome.SUCCEEDED);
    }

    static class FailsAround {
        @BeforeEach
        void setUp() {
            assertThat(RUNS.incrementAndGet()).isNotEqualTo(1);
        }

        @AfterEach
        void tearDown() {
            if (RUNS.get() == 2) {
                throw new IllegalStateException("second run");
            }
        }

        @BenchmarkTask(runs = 4, minPassRate = 0.5)
        void reviews() {}
    }

    @Test
    void an_unmet_assumption_is_no_failure() {
        TestBuild.Result result = new TestBuild(folder).run(NeverToday.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.runsOf("reviews")).extracting(Run::outcome).containsOnly(Outcome.ABORTED);
    }

    static class NeverToday {
        @BenchmarkTask(runs = 2, minPassRate = 0.5)
        void reviews() {
            Assumptions.assumeTrue(false, "not today");
        }
    }

    @Test
    void a_budget_exceeded_fails_the_run_whatever_the_rate() {
        TestBuild.Result result = new TestBuild(folder).run(OverBudget.class);

        assertThat(result.onlyFailure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("1,000 (maxTotal)");
    }

    @TokenBudget(maxTotal = 1_000)
    static class OverBudget {
        @BenchmarkTask(runs = 2, minPassRate = 0.5)
        void reviews(RunRecorder recorder) {
            boolean first = RUNS.incrementAndGet() == 1;
            recorder.record("openai", "gpt-5", first ? 1_200 : 100, 0);
            assertThat(first).isFalse();
        }
    }

    @Test
    void a_call_that_ends_after_its_failed_run_spoils_no_task_whose_rate_is_met() {
        TestBuild.Result result = new TestBuild(folder).run(GivesUpWaiting.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.measurement().looseCalls())
                .extracting(LooseCall::reason)
                .containsExactly(LooseCall.Reason.LATE_FOR_NO_SAMPLE);
        assertThat(result.printed()).containsPattern("reviews +5 +110 .*NEW");
    }

    static class GivesUpWaiting {
        private static Optional<RunRecorder> late = Optional.empty();

        @BenchmarkTask(runs = 5, maxRuns = 5, minPassRate = 0.6)
        void reviews(RunRecorder recorder) {
            if (RUNS.incrementAndGet() == 2) {
                late = Optional.of(recorder);
                throw new AssertionError("gave up waiting");
            }
            recorder.record("openai", "gpt-5", 100, 10);
        }

        @AfterAll
        static void endTheCall() {
            late.orElseThrow().record("openai", "gpt-5", 5_000, 10);
        }
    }
}
