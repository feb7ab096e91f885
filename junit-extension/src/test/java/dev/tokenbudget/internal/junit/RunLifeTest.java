package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.run.RunRecorder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.io.TempDir;

/** From a run's begin to its end: its outcome, and what belongs to it. */
class RunLifeTest {

    @TempDir
    private Path folder;

    @Test
    void a_run_ends_as_its_test_does() {
        TestBuild.Result result = new TestBuild(folder).run(Outcomes.class);

        assertThat(result.runs())
                .extracting(run -> run.task().name(), Run::outcome)
                .containsExactlyInAnyOrder(
                        tuple("passes", Outcome.SUCCEEDED),
                        tuple("fails", Outcome.FAILED),
                        tuple("aborts", Outcome.ABORTED));
    }

    @TokenBudget
    static class Outcomes {
        @Test
        void passes() {}

        @Test
        void fails() {
            throw new AssertionError("wrong answer");
        }

        @Test
        void aborts() {
            Assumptions.assumeTrue(false);
        }
    }

    /** As an agent does that was told to stop: a file that is written on such a thread is closed. */
    @Test
    void a_test_that_leaves_its_thread_interrupted_is_kept_with_the_calls_under_way() {
        TestBuild.Result result = new TestBuild(folder).run(Interrupted.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.onlyRun().calls()).hasSize(1);
        assertThat(result.onlyRun().gap()).isEmpty();
    }

    @TokenBudget
    static class Interrupted {
        @Test
        void test(RunRecorder recorder) {
            CallRecorder.CallUnderWay underWay = ((RunInProgress) recorder).begin();
            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(() -> {
                recorder.record("openai", "gpt-5", 100, 10);
                underWay.close();
            });
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_run_keeps_what_its_test_counted_and_measured() {
        assertThat(new TestBuild(folder).run(Counts.class).onlyRun().own())
                .isEqualTo(Map.of("count/tickets resolved", 3.0, "value/answer score", 0.93));
    }

    @TokenBudget
    static class Counts {
        @Test
        void resolves(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 1_200, 80);
            recorder.count("tickets resolved", 2);
            recorder.agent("closer").count("tickets resolved", 1);
            recorder.measure("answer score", 0.93);
        }
    }

    @Test
    void what_after_each_spends_belongs_to_the_run() {
        assertThat(new TestBuild(folder).run(SpendsInTearDown.class).onlyRun().calls())
                .hasSize(1);
    }

    @TokenBudget
    static class SpendsInTearDown {
        @Test
        void test() {}

        @AfterEach
        void tearDown(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 1, 1);
        }
    }

    @Test
    void a_failing_after_each_makes_the_run_fail() {
        assertThat(new TestBuild(folder).run(FailsInTearDown.class).onlyRun().outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @TokenBudget
    static class FailsInTearDown {
        @Test
        void test() {}

        @AfterEach
        void tearDown() {
            throw new AssertionError("not closed");
        }
    }

    @Test
    void an_extension_that_fails_the_test_at_last_makes_the_run_fail() {
        assertThat(new TestBuild(folder).run(FailedByExtension.class).onlyRun().outcome())
                .isEqualTo(Outcome.FAILED);
    }

    static class Strict implements AfterEachCallback {
        @Override
        public void afterEach(ExtensionContext context) {
            throw new AssertionError("unused stub");
        }
    }

    @ExtendWith(Strict.class)
    @TokenBudget
    static class FailedByExtension {
        @Test
        void test() {}
    }

    @Test
    void a_call_that_does_not_end_within_the_grace_period_makes_the_run_unmeasurable() {
        TestBuild.Result result =
                new TestBuild(folder).property("tokenbudget.graceSeconds", "0").run(LeavesACallOpen.class);

        assertThat(result.onlyRun().unfinishedCalls()).isEqualTo(1);
        assertThat(result.printed()).contains("UNMEASURABLE");
    }

    @TokenBudget
    static class LeavesACallOpen {
        @Test
        void test(RunRecorder recorder) {
            ((RunInProgress) recorder).begin();
        }
    }

    @Test
    void a_call_after_the_end_of_its_run_is_logged_as_late() {
        TestBuild.Result result = new TestBuild(folder).run(TooLate.class);

        assertThat(result.measurement().looseCalls())
                .singleElement()
                .satisfies(
                        loose -> assertThat(loose.task().orElseThrow().name()).isEqualTo("a"));
    }

    @TokenBudget
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class TooLate {
        private static RunRecorder ofFirst = call -> {};

        @Test
        void a(RunRecorder recorder) {
            ofFirst = recorder;
        }

        @Test
        void b() {
            ofFirst.record("openai", "gpt-5", 1, 1);
        }
    }

    @Test
    void the_run_is_bound_to_the_thread_of_its_test_and_to_no_later_one() {
        TestBuild.Result result = new TestBuild(folder).run(ByThread.class);

        assertThat(result.onlyRun().calls()).hasSize(1);
        assertThat(RunRegistry.ofThisThread()).isEmpty();
        assertThat(RunRegistry.onlyOne()).isEmpty();
    }

    @TokenBudget
    static class ByThread {
        @Test
        void test() {
            RunRegistry.current().record("openai", "gpt-5", 1, 1);
        }
    }

    @Test
    void a_call_outside_of_every_run_is_logged() {
        TestBuild.Result result = new TestBuild(folder).run(Outside.class);

        assertThat(result.measurement().looseCalls()).hasSize(1);
        assertThat(result.printed()).contains("no run was under way");
    }

    @TokenBudget
    static class Outside {
        @BeforeAll
        static void setUp() {
            RunRegistry.current().record("openai", "gpt-5", 1, 1);
        }

        @Test
        void test() {}
    }

    @Test
    void a_recorder_outside_of_every_run_is_refused() {
        assertThat(new TestBuild(folder).run(RecorderTooEarly.class).onlyFailure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageContaining("Make it a parameter of the test");
    }

    @TokenBudget
    static class RecorderTooEarly {
        @BeforeAll
        static void setUp(RunRecorder recorder) {}

        @Test
        void test() {}
    }

    @Test
    void a_test_factory_is_refused_because_its_result_is_unknown() {
        assertThat(new TestBuild(folder).run(Dynamic.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("@ParameterizedTest");
    }

    @TokenBudget
    static class Dynamic {
        @TestFactory
        List<DynamicTest> tests() {
            return List.of(DynamicTest.dynamicTest("fails", () -> {
                throw new AssertionError();
            }));
        }
    }
}
