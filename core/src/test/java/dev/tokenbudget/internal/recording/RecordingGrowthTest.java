package dev.tokenbudget.internal.recording;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten times as many calls of one run take about ten times as long to record. */
class RecordingGrowthTest {

    private static final int MOST_TIMES_AS_LONG = 30;

    @Test
    void recording_grows_with_the_calls_without_a_budget() {
        assertGrowsLinearly("no budget", RunBudget.unlimited(), RecordingGrowthTest::call);
    }

    @Test
    void recording_grows_with_the_calls_with_budgets_of_tokens_and_dollars() {
        Budget budget = new Budget(Map.of(
                Metric.TOTAL, BigDecimal.valueOf(Long.MAX_VALUE), Metric.COST_USD, BigDecimal.valueOf(1_000_000)));
        SessionBudget session = new SessionBudget(budget, PriceList::bundled);

        assertGrowsLinearly(
                "budgets of a run and its session",
                new RunBudget(budget, session, PriceList::bundled),
                RecordingGrowthTest::call);
    }

    @Test
    void recording_grows_with_the_calls_of_a_provider_that_repeats_its_ids() {
        assertGrowsLinearly("one response id", RunBudget.unlimited(), number -> call(0));
    }

    private static void assertGrowsLinearly(String what, RunBudget budget, IntFunction<ModelCall> calls) {
        long small = nanosToRecord(1_000, budget, calls);
        long middle = nanosToRecord(10_000, budget, calls);
        long large = nanosToRecord(100_000, budget, calls);
        System.out.printf(
                "Recording into one run, %s: 1,000 calls %.1f ms, 10,000 calls %.1f ms, 100,000 calls %.1f ms%n",
                what, small / 1e6, middle / 1e6, large / 1e6);
        assertThat(large).isLessThan(MOST_TIMES_AS_LONG * middle);
    }

    /** Return the processor time of this thread alone: what else the machine does is not counted. */
    private static long nanosToRecord(int number, RunBudget budget, IntFunction<ModelCall> calls) {
        List<ModelCall> made = IntStream.range(0, number).mapToObj(calls).toList();
        RunInProgress run = new RunInProgress(REVIEWS, 1, START, budget, Duration.ZERO, late -> {});
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        boolean refused = false;
        for (ModelCall call : made) {
            refused |= run.refusal().isPresent();
            run.record(call);
        }
        List<ModelCall> recorded = run.callsSoFar();
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
        assertThat(refused).isFalse();
        assertThat(recorded).hasSize(number);
        return nanos;
    }

    private static ModelCall call(int number) {
        return ModelCall.builder("anthropic", "claude-sonnet-4-5")
                .responseId("msg_" + number)
                .usage(TokenUsage.of(1_000, 100))
                .source(UsageSource.GATEWAY)
                .started(START.plusMillis(number))
                .build();
    }
}
