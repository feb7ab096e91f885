package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many runs a benchmark task makes: as few as its verdict needs. */
class StagedRunsTest {

    @RegisterExtension
    static final RunCounter RUNS = new RunCounter();

    @TempDir
    private Path folder;

    @Test
    void an_unchanged_task_stops_at_the_first_look() {
        accept(Unchanged.class, "reviews");

        assertThat(build().run(Unchanged.class).runsOf("reviews")).hasSize(5);
    }

    static class Unchanged {
        @BenchmarkTask
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", noisy(1_000), 0);
        }
    }

    @Test
    void a_drift_beyond_doubt_stops_at_the_first_look_that_proves_it() {
        accept(Tripled.class, "reviews");

        assertThat(build().run(Tripled.class).runsOf("reviews")).hasSize(5);
    }

    static class Tripled {
        @BenchmarkTask
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", noisy(3_000), 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_suspicious_task_goes_on_to_the_last_look_and_no_further(boolean parallel) {
        accept(Suspicious.class, "reviews");
        TestBuild build = parallel ? build().parallel() : build();

        TestBuild.Result result = build.run(Suspicious.class);

        assertThat(result.runsOf("reviews")).hasSize(40);
        assertThat(result.failures()).isEmpty();
    }

    static class Suspicious {
        @BenchmarkTask
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", noisy(1_140), 0);
        }
    }

    @Test
    void a_task_whose_suspicion_does_not_last_stops_there() {
        accept(SuspiciousAtFirst.class, "reviews");

        assertThat(build().run(SuspiciousAtFirst.class).runsOf("reviews")).hasSize(10);
    }

    static class SuspiciousAtFirst {
        @BenchmarkTask
        void reviews(RunRecorder recorder) {
            int before = RUNS.get();
            recorder.record("openai", "gpt-5", noisy(before < 5 ? 1_100 : 900), 0);
        }
    }

    @Test
    void the_last_look_is_at_max_runs() {
        accept(AtMostTwelve.class, "reviews");

        assertThat(build().run(AtMostTwelve.class).runsOf("reviews")).hasSize(12);
    }

    static class AtMostTwelve {
        @BenchmarkTask(runs = 3, maxRuns = 12)
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", noisy(1_140), 0);
        }
    }

    @Test
    void a_task_without_baseline_makes_as_many_runs_as_a_baseline_is_to_hold() {
        assertThat(build().withFirstBaselines().run(Varying.class).runsOf("reviews"))
                .hasSize(20);
    }

    @Test
    void how_many_runs_a_baseline_is_to_hold_can_be_set() {
        assertThat(build().property("tokenbudget.minBaselineRuns", "12")
                        .run(Varying.class)
                        .runsOf("reviews"))
                .hasSize(12);
    }

    @Test
    void a_task_without_baseline_makes_no_more_than_the_most_runs() {
        assertThat(build().withFirstBaselines()
                        .property("tokenbudget.maxRuns", "8")
                        .run(Varying.class)
                        .runsOf("reviews"))
                .hasSize(8);
    }

    @Test
    void a_task_without_baseline_makes_the_first_runs_alone_where_a_baseline_is_to_hold_none() {
        assertThat(build().property("tokenbudget.minBaselineRuns", "0")
                        .run(Varying.class)
                        .runsOf("reviews"))
                .hasSize(5);
    }

    @Test
    void a_task_without_baseline_makes_the_first_runs_alone_where_chance_is_not_asked() {
        assertThat(build().withFirstBaselines()
                        .property("tokenbudget.mode", "exact")
                        .run(Varying.class)
                        .runsOf("reviews"))
                .hasSize(5);
    }

    @Test
    void a_task_without_baseline_whose_runs_hardly_vary_makes_the_first_ones_alone() {
        assertThat(build().withFirstBaselines().run(Suspicious.class).runsOf("reviews"))
                .hasSize(5);
    }

    @Test
    void a_task_without_baseline_of_which_a_run_failed_makes_the_first_ones_alone() {
        assertThat(build().withFirstBaselines().run(FailsOnce.class).runsOf("reviews"))
                .hasSize(5);
    }

    @Test
    void a_baseline_that_cannot_be_read_is_not_one_that_is_not_there() throws IOException {
        Files.writeString(
                AcceptedTasks.write(folder, Varying.class, "reviews").resolve(Varying.class.getName() + ".json"), "{");

        assertThat(build().withFirstBaselines().run(Varying.class).runsOf("reviews"))
                .hasSize(5);
    }

    static class Varying {
        @BenchmarkTask
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 600 + 100 * (RUNS.incrementAndGet() % 5), 0);
        }
    }

    @Test
    void a_baseline_that_cannot_be_read_costs_no_further_runs() throws IOException {
        Files.writeString(
                AcceptedTasks.write(folder, Suspicious.class, "reviews").resolve(Suspicious.class.getName() + ".json"),
                "{");

        assertThat(build().run(Suspicious.class).runsOf("reviews")).hasSize(5);
    }

    @Test
    void an_unmeasurable_run_makes_further_ones_pointless() {
        accept(UnknownUsage.class, "reviews");

        assertThat(build().run(UnknownUsage.class).runsOf("reviews")).hasSize(5);
    }

    static class UnknownUsage {
        @BenchmarkTask
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", noisy(1_140), 0);
            recorder.record(ModelCall.builder("openai", "gpt-5")
                    .usage(TokenUsage.unknown())
                    .source(UsageSource.MANUAL)
                    .started(Instant.now())
                    .build());
        }
    }

    @Test
    void a_failed_run_makes_further_ones_pointless() {
        accept(FailsOnce.class, "reviews");

        assertThat(build().run(FailsOnce.class).runsOf("reviews")).hasSize(5);
    }

    static class FailsOnce {
        @BenchmarkTask
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", noisy(1_140), 0);
            assertThat(RUNS.get()).isNotEqualTo(2);
        }
    }

    @Test
    void each_parameter_set_of_a_class_is_looked_at_alone() {
        accept(OfTwoSizes.class, "reviews[size=1000]", "reviews[size=1140]");

        TestBuild.Result result = build().run(OfTwoSizes.class);

        assertThat(result.runsOf("reviews[size=1000]")).hasSize(5);
        assertThat(result.runsOf("reviews[size=1140]")).hasSize(40);
    }

    @ParameterizedClass(name = "size={0}")
    @ValueSource(ints = {1_000, 1_140})
    static class OfTwoSizes {
        @Parameter
        int size;

        @BenchmarkTask
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", noisy(size), 0);
        }
    }

    @ParameterizedTest(name = "with {0} threads")
    @ValueSource(ints = {1, 2, 8})
    void no_run_is_made_in_parallel_that_is_not_needed(int threads) {
        accept(StagedTasks.class, "a", "b", "c", "d", "e", "f");

        TestBuild.Result result = build().parallel()
                .parameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "" + threads)
                .parameter("junit.jupiter.execution.parallel.config.fixed.max-pool-size", "" + threads)
                .run(StagedTasks.class);

        assertThat(result.tasks()).hasSize(6);
        assertThat(result.tasks())
                .allSatisfy(task -> assertThat(result.runsOf(task))
                        .hasSize("abc".contains(task) ? 5 : 20)
                        .extracting(Run::outcome)
                        .containsOnly(Outcome.SUCCEEDED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_skipped_run_does_not_hold_up_the_look(boolean parallel) {
        accept(OneSkipped.class, "reviews");
        TestBuild build = parallel ? build().parallel() : build();

        assertThat(build.run(OneSkipped.class).runsOf("reviews")).hasSize(9);
    }

    static class OneSkipped {
        @ExtendWith(SkipsThird.class)
        @BenchmarkTask(maxRuns = 10)
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", noisy(1_140), 0);
        }
    }

    static class SkipsThird implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getDisplayName().startsWith("run 3 ")
                    ? ConditionEvaluationResult.disabled("not this one")
                    : ConditionEvaluationResult.enabled("");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7, 40})
    void a_run_that_is_asked_for_by_its_place_is_made_alone(int place) {
        accept(Suspicious.class, "reviews");

        TestBuild.Result result = build().runAgain(Suspicious.class, "reviews", place);

        assertThat(result.runs()).hasSize(1);
        assertThat(result.events().testEvents().started().stream())
                .singleElement()
                .asString()
                .contains("test-template-invocation:#" + place);
    }

    @Test
    void both_numbers_can_be_set_for_one_build() {
        accept(Suspicious.class, "reviews");

        TestBuild build = build().property("tokenbudget.runs", "4").property("tokenbudget.maxRuns", "7");

        assertThat(build.run(Suspicious.class).runsOf("reviews")).hasSize(7);
    }

    @Test
    void more_runs_than_the_annotation_allows_can_be_set_for_one_build() {
        assertThat(build().property("tokenbudget.runs", "50")
                        .run(Suspicious.class)
                        .runsOf("reviews"))
                .hasSize(50);
    }

    @Test
    void fewer_runs_than_the_annotation_begins_with_can_be_set_for_one_build() {
        assertThat(build().property("tokenbudget.maxRuns", "2")
                        .run(Suspicious.class)
                        .runsOf("reviews"))
                .hasSize(2);
    }

    @Test
    void numbers_that_contradict_each_other_are_refused() {
        TestBuild build = build().property("tokenbudget.runs", "9").property("tokenbudget.maxRuns", "8");

        assertThat(build.run(Suspicious.class).onlyFailure())
                .hasMessageContainingAll("tokenbudget.maxRuns=8", "tokenbudget.runs=9", "not be less");
    }

    private TestBuild build() {
        return new TestBuild(folder);
    }

    /** Return a total around {@code mean}: those of any five runs one after the other have this mean. */
    private static long noisy(long mean) {
        long[] percents = {-8, 8, 4, -4, 0};
        return mean + mean * percents[(RUNS.incrementAndGet() - 1) % percents.length] / 100;
    }

    private void accept(Class<?> testClass, String... tasks) {
        AcceptedTasks.write(folder, testClass, tasks);
    }
}
