package dev.tokenbudget.assertj;

import static dev.tokenbudget.assertj.TokenBudgetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RunAssertTest {

    private final RunInProgress recorder =
            new RunInProgress(new TaskId("com.acme.ReviewBenchmark", "reviews"), 3, Instant.EPOCH, late -> {});

    @Test
    void a_run_within_its_limits_passes() {
        record("gpt-5", TokenUsage.of(10_000, 200).withCacheRead(8_000));
        record("gpt-5-mini", TokenUsage.of(1_000, 800).withCacheRead(0));

        assertThat(recorder.run())
                .hasTotalAtMost(12_000)
                .hasInputAtMost(11_000)
                .hasOutputAtMost(1_000)
                .hasCallsAtMost(2)
                .hasToolCallsAtMost(0)
                .hasCacheHitRateAtLeast(8.0 / 11)
                .usesOnlyModels("gpt-5", "gpt-5-mini")
                .hasNoUnknownUsage();
    }

    @Test
    void too_many_tokens_are_told_with_the_limit_and_the_calls() {
        record("gpt-5", TokenUsage.of(10_000, 200).withCacheRead(8_000));
        recorder.agent("planner").record("anthropic", "claude-x", 1_000, 801);

        assertFailure(run -> run.hasTotalAtMost(12_000), """
                reviews used 12,001 tokens in run 3, but may use 12,000 (hasTotalAtMost). \
                Make the agent cheaper, or raise the number in the assertion.
                Its calls:
                  1. openai gpt-5: 10,000 input (8,000 from the cache), 200 output tokens
                  2. anthropic claude-x (planner): 1,000 input, 801 output tokens""");
    }

    @Test
    void each_metric_has_a_limit_of_its_own() {
        recorder.record(
                call("gpt-5").usage(TokenUsage.of(1_000, 80)).toolCalls(3).build());
        record("gpt-5", TokenUsage.of(1_000, 80));

        assertFailure(run -> run.hasInputAtMost(1_999), "reviews used 2,000 input tokens in run 3, but may use 1,999");
        assertFailure(run -> run.hasOutputAtMost(100), "reviews used 160 output tokens in run 3, but may use 100");
        assertFailure(run -> run.hasCallsAtMost(1), "reviews used 2 calls in run 3, but may use 1 (hasCallsAtMost)");
        assertFailure(run -> run.hasToolCallsAtMost(2), "reviews used 3 tool calls in run 3, but may use 2");
    }

    @Test
    void any_metric_of_a_rule_can_be_asked_for() {
        recorder.record("anthropic", "claude-sonnet-4-5", 1_000, 200);
        recorder.count("tickets resolved", 3);
        recorder.measure("answer score", 0.93);

        assertThat(recorder.run())
                .hasAtMost("total/tickets resolved", 400)
                .hasAtMost("costUsd/tickets resolved", 0.002)
                .hasAtMost("retryRate", 0)
                .hasAtLeast("count/tickets resolved", 3)
                .hasAtLeast("value/answer score", 0.9);
    }

    @Test
    void a_metric_beyond_its_limit_is_told_in_its_unit() {
        recorder.record("anthropic", "claude-sonnet-4-5", 1_000, 200);
        recorder.count("tickets resolved", 3);

        assertFailure(
                run -> run.hasAtMost("total/tickets resolved", 399),
                "reviews used 400 tokens per unit (tickets resolved) in run 3, but at most 399 tokens is asked"
                        + " for (hasAtMost(\"total/tickets resolved\", 399.0)).");
        assertFailure(
                run -> run.hasAtLeast("count/tickets resolved", 4),
                "reviews counted 3 tickets resolved in run 3, but at least 4 tickets resolved is asked for");
    }

    @Test
    void a_metric_that_is_not_known_is_told_with_the_reason_and_the_cure() {
        recorder.record("anthropic", "claude-sonnet-4-5", 1_000, 200);
        recorder.count("tickets resolved", 0);

        assertFailure(
                run -> run.hasAtMost("total/tickets resolved", 399),
                "reviews does not know total/tickets resolved in run 3: its test counted 0 tickets resolved, and nothing"
                        + " can be divided by 0. Unknown is never 0, so hasAtMost(\"total/tickets resolved\", 399.0) cannot"
                        + " be checked. Let the test fail where it achieves nothing, because only runs that succeed are"
                        + " samples.");
        assertFailure(
                run -> run.hasAtMost("timeToFirstTokenMs", 500),
                "reviews does not know timeToFirstTokenMs in run 3: no answer was streamed.");
        assertFailure(
                run -> run.hasAtLeast("value/answer score", 0.9),
                "its test did not measure it. Unknown is never 0, so hasAtLeast(\"value/answer score\", 0.9) cannot be"
                        + " checked. Call RunRecorder.measure(\"answer score\", …) in the test");
    }

    @Test
    void a_cost_within_its_limit_passes_to_the_last_digit() {
        // Claude Sonnet 4.5: 1,000 × $3 + 200 × $15 per million tokens
        recorder.record("anthropic", "claude-sonnet-4-5", 1_000, 200);

        assertThat(recorder.run()).hasCostAtMost("0.006").hasCostAtMost(new BigDecimal("0.0060"));
    }

    @Test
    void a_cost_beyond_its_limit_is_told_in_dollars_and_never_rounded_onto_it() {
        recorder.record("anthropic", "claude-sonnet-4-5", 1_000, 200);

        assertFailure(run -> run.hasCostAtMost("0.005999"), """
                reviews cost $0.006 in run 3, but may cost $0.005999 (hasCostAtMost). \
                Make the agent cheaper, or raise the number in the assertion.
                Its calls:
                  1. anthropic claude-sonnet-4-5: 1,000 input, 200 output tokens""");
    }

    @Test
    void a_model_without_a_price_fails_a_limit_on_costs_and_is_named() {
        recorder.record("anthropic", "claude-x", 1_000, 200);

        assertFailure(run -> run.hasCostAtMost("100"), """
                anthropic/claude-x has no cost: the price list does not know the model. Unknown is never 0, so \
                hasCostAtMost(100) cannot be checked in run 3. Add it to the file that tokenbudget.prices names.""");
    }

    @Test
    void a_limit_on_costs_is_refused_where_it_is_no_amount() {
        record("gpt-5", TokenUsage.of(1, 1));
        RunAssert run = assertThat(recorder.run());

        assertThatThrownBy(() -> run.hasCostAtMost("5 cents"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "hasCostAtMost(\"5 cents\") is not an amount of US dollars. Write a decimal such as \"0.05\".");
        assertThatThrownBy(() -> run.hasCostAtMost("-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hasCostAtMost(-1) must not be negative.");
    }

    @Test
    void a_cold_cache_is_told_with_both_shares() {
        record("gpt-5", TokenUsage.of(10_000, 200).withCacheRead(5_999));

        assertFailure(run -> run.hasCacheHitRateAtLeast(0.6), """
                reviews read 59.99 % of its input from the cache in run 3 (5,999 of 10,000 tokens), \
                but at least 60 % is asked for (hasCacheHitRateAtLeast(0.6)).""");
    }

    @Test
    void a_model_that_may_not_be_used_is_named() {
        record("gpt-5", TokenUsage.of(10, 2));
        record("gpt-5-pro", TokenUsage.of(10, 2));

        assertFailure(
                run -> run.usesOnlyModels("gpt-5", "gpt-5-mini"),
                "reviews called gpt-5-pro in run 3, but may call only gpt-5, gpt-5-mini (usesOnlyModels).");
    }

    @Test
    void a_call_of_unknown_usage_is_no_cheap_call() {
        record("gpt-5", TokenUsage.of(10, 2));
        record("gpt-5", TokenUsage.unknown());

        assertFailure(run -> run.hasTotalAtMost(12_000), """
                Call 2. openai gpt-5 of reviews did not report all of its usage in run 3. Unknown is never 0, so \
                hasTotalAtMost(12,000) cannot be checked.""");
        assertFailure(RunAssert::hasNoUnknownUsage, "so hasNoUnknownUsage() cannot be checked");
        assertThat(recorder.run()).hasCallsAtMost(2);
    }

    @Test
    void a_call_that_was_cut_short_tells_no_total() {
        recorder.record(call("gpt-5")
                .usage(TokenUsage.of(10, 2))
                .status(UsageStatus.PARTIAL)
                .build());

        assertFailure(
                run -> run.hasOutputAtMost(1_000), "1. openai gpt-5: cut short, at least 10 input, 2 output tokens");
    }

    @Test
    void a_hit_rate_needs_calls_that_report_cache_reads() {
        record("gpt-5", TokenUsage.of(10, 2));

        assertFailure(run -> run.hasCacheHitRateAtLeast(0.0), "Call 1. openai gpt-5 of reviews did not report all");
        assertThat(recorder.run()).hasTotalAtMost(12);
    }

    @Test
    void a_call_under_way_is_waited_for_by_the_test_or_fails_it() {
        record("gpt-5", TokenUsage.of(10, 2));
        recorder.begin();

        assertFailure(run -> run.hasCallsAtMost(4), """
                1 call of reviews had not ended when the test looked at run 3, so hasCallsAtMost(4) cannot be checked.""");
    }

    @Test
    void a_run_without_calls_keeps_no_limit_but_zero() {
        assertFailure(run -> run.hasTotalAtMost(12_000), """
                No model call of reviews was seen in run 3, so hasTotalAtMost(12,000) would prove nothing. \
                Does the agent use the gateway's URL?""");
        assertFailure(RunAssert::hasNoUnknownUsage, "No model call of reviews was seen");
        assertFailure(run -> run.usesOnlyModels("gpt-5"), "No model call of reviews was seen");
        assertFailure(run -> run.hasCacheHitRateAtLeast(0.6), "No model call of reviews was seen");
        assertThat(recorder.run()).hasCallsAtMost(0).hasTotalAtMost(0);
    }

    @Test
    void a_refused_attempt_consumes_nothing() {
        recorder.record(call("gpt-5").status(UsageStatus.NOT_BILLED).build());
        record("gpt-5", TokenUsage.of(10, 2));

        assertThat(recorder.run()).hasTotalAtMost(12).hasCallsAtMost(1).hasNoUnknownUsage();
        assertFailure(run -> run.hasTotalAtMost(11), "1. openai gpt-5: refused, not billed");
    }

    @Test
    void many_calls_are_told_briefly() {
        for (int call = 0; call < 12; call++) {
            record("gpt-5", TokenUsage.of(10, 2));
        }

        assertFailure(run -> run.hasCallsAtMost(4), "  10. openai gpt-5: 10 input, 2 output tokens\n  … and 2 more");
    }

    @Test
    void a_limit_that_makes_no_sense_is_refused() {
        Run run = recorder.run();

        assertThatThrownBy(() -> assertThat(run).hasTotalAtMost(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> assertThat(run).hasCacheHitRateAtLeast(60))
                .hasMessage("A cache hit rate is a share from 0 to 1, but got 60.0.");
    }

    private void record(String model, TokenUsage usage) {
        recorder.record(call(model).usage(usage).build());
    }

    private static ModelCall.Builder call(String model) {
        return ModelCall.builder("openai", model);
    }

    private void assertFailure(Function<RunAssert, RunAssert> assertion, String message) {
        assertThatThrownBy(() -> assertion.apply(assertThat(recorder.run())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }
}
