package dev.tokenbudget.internal.junit;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link JUnitVersionsTest} runs on several JUnit versions: nothing in here is newer than 5.10. */
@TokenBudget(maxTotal = 1_000)
class EveryKindOfRun {

    private static String sharedUrl = "";

    @BeforeAll
    static void buildAgent(ModelGateway gateway) {
        sharedUrl = gateway.openAi();
    }

    @BenchmarkTask(runs = 3)
    void benchmark(ModelGateway gateway) {
        Provider.call(gateway.openAi(), "benchmark", 90);
    }

    @Test
    void agentBuiltOnce() {
        Provider.call(sharedUrl, "shared", 190);
    }

    @RepeatedTest(2)
    void repeated(RunRecorder recorder) {
        recorder.record("openai", "gpt-5", 10, 10);
    }

    @ParameterizedTest(name = "[{index}] size {0}")
    @ValueSource(ints = {1, 2})
    void parameterized(int size, RunRecorder recorder) {
        recorder.record("openai", "gpt-5", 10, size);
    }

    @Test
    void fails(RunRecorder recorder) {
        recorder.record("openai", "gpt-5", 10, 10);
        throw new AssertionError("wrong answer");
    }

    @Test
    void aborts() {
        Assumptions.assumeTrue(false, "not today");
    }

    @Test
    void overBudget(RunRecorder recorder) {
        recorder.record("openai", "gpt-5", 1_000, 1);
    }

    @Test
    void loops(ModelGateway gateway) {
        Provider.call(gateway.openAi(), "loops", 990);
        Provider.call(gateway.openAi(), "loops", 990);
    }

    @Nested
    class Inner {
        @Test
        void nested(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 10, 10);
        }
    }
}
