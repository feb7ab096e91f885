package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.Stop;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** A run that has used up its budget spends no more, and its test fails by the budget rather than by what the client threw. */
class RefusedCallsTest {

    private static final int FOR_EVER = 1_000;
    private static final String[] STOPPED = {"run 1", "300 tokens", "250 (maxTotal)"};
    private static final String[] USED_UP = {"run 1", "300 tokens", "250 (tokenbudget.maxTotal)"};

    @TempDir
    private Path folder;

    @AutoClose
    private final Provider provider = new Provider();

    @Test
    void a_looping_agent_is_stopped_and_its_test_fails_by_the_budget() {
        TestBuild.Result result = run(Loops.class);

        assertThat(result.onlyFailure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("loops ")
                .hasMessageContainingAll(STOPPED)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasNoSuppressedExceptions();
        assertThat(result.onlyFailure().getCause()).hasMessage("The provider answered 403");
        assertThat(provider.tokensByMarker()).isEqualTo(Map.of("loop", 300L));
        assertThat(result.onlyRun().calls()).hasSize(3);
        assertThat(result.onlyRun().stopped()).isPresent();
        assertThat(result.printed()).contains("OVER_BUDGET");
    }

    static class Loops {
        @TokenBudget(maxTotal = 250)
        @Test
        void loops(ModelGateway gateway) {
            loop(gateway);
        }
    }

    @Test
    void an_agent_that_hides_the_refusal_fails_all_the_same() {
        TestBuild.Result result = run(Hides.class);

        assertThat(result.onlyFailure()).hasMessageStartingWith("hides ").hasMessageContainingAll(STOPPED);
        assertThat(result.onlyRun().outcome()).isEqualTo(Outcome.FAILED);
    }

    static class Hides {
        @TokenBudget(maxTotal = 250)
        @Test
        void hides(ModelGateway gateway) {
            assertThatThrownBy(() -> loop(gateway)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_test_that_gives_up_quietly_fails_all_the_same() {
        TestBuild.Result result = run(GivesUp.class);

        assertThat(result.onlyFailure()).hasMessageStartingWith("givesUp ").hasMessageContainingAll(STOPPED);
    }

    static class GivesUp {
        @TokenBudget(maxTotal = 250)
        @Test
        void givesUp(ModelGateway gateway) {
            assertThatThrownBy(() -> loop(gateway)).isInstanceOf(IllegalStateException.class);
            Assumptions.abort();
        }
    }

    @Test
    void an_agent_that_loops_in_before_each_is_stopped_and_what_fails_later_is_kept() {
        TestBuild.Result result = run(LoopsInSetUp.class);

        assertThat(result.onlyFailure()).hasMessageStartingWith("test ").hasMessageContainingAll(STOPPED);
        assertThat(result.onlyFailure().getSuppressed())
                .singleElement()
                .satisfies(later -> assertThat(later).hasMessage("nothing to close"));
    }

    static class LoopsInSetUp {
        @BeforeEach
        void setUp(ModelGateway gateway) {
            loop(gateway);
        }

        @TokenBudget(maxTotal = 250)
        @Test
        void test() {}

        @AfterEach
        void tearDown() {
            throw new IllegalStateException("nothing to close");
        }
    }

    @Test
    void a_failure_of_a_run_that_was_not_stopped_is_left_as_it_is() {
        TestBuild.Result result = run(Fails.class);

        assertThat(result.onlyFailure()).hasMessage("wrong answer").hasNoCause();
    }

    static class Fails {
        @TokenBudget(maxTotal = 100)
        @Test
        void fails(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "once", 90);
            throw new AssertionError("wrong answer");
        }
    }

    @Test
    void a_session_that_is_used_up_starts_no_further_run() {
        TestBuild.Result result =
                provider.build(folder).property("tokenbudget.maxTotal", "250").run(Several.class);

        assertThat(provider.tokensByMarker()).isEqualTo(Map.of("a", 100L, "b", 200L));
        assertThat(result.failures())
                .satisfiesExactly(
                        b -> assertThat(b).hasMessageStartingWith("b ").hasMessageContainingAll(USED_UP),
                        c -> assertThat(c).hasMessageStartingWith("c ").hasMessageContainingAll(USED_UP));
        assertThat(result.runsOf("c"))
                .as("the gate must know of a run that was left out")
                .singleElement()
                .extracting(Run::stopped)
                .satisfies(stop -> assertThat(stop).map(Stop::scope).contains(Stop.Scope.SESSION));
    }

    @Test
    void a_session_that_cost_what_it_may_starts_no_further_run() {
        TestBuild.Result result =
                new TestBuild(folder).property("tokenbudget.maxCostUsd", "0.03").run(Costly.class);

        // 1,000 × 3 + 1,000 × 15 per million tokens, twice
        assertThat(result.onlyFailure())
                .hasMessageStartingWith("c ")
                .hasMessageContainingAll("run 1", "$0.036", "$0.03 (tokenbudget.maxCostUsd)");
    }

    @TokenBudget
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Costly {
        @Test
        void a(RunRecorder recorder) {
            recorder.record("anthropic", "claude-sonnet-4-5", 1_000, 1_000);
        }

        @Test
        void b(RunRecorder recorder) {
            recorder.record("anthropic", "claude-sonnet-4-5", 1_000, 1_000);
        }

        @Test
        void c(RunRecorder recorder) {
            recorder.record("anthropic", "claude-sonnet-4-5", 1_000, 1_000);
        }
    }

    @TokenBudget
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Several {
        @Test
        void a(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "a", 90);
        }

        @Test
        void b(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "b", 190);
            Provider.call(gateway.openAi(), "b", 190);
        }

        @Test
        void c(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "c", 90);
        }
    }

    private TestBuild.Result run(Class<?> testClass) {
        return provider.build(folder).run(testClass);
    }

    private static void loop(ModelGateway gateway) {
        for (int i = 0; i < FOR_EVER; i++) {
            Provider.call(gateway.openAi(), "loop", 90);
        }
    }
}
