package dev.tokenbudget.internal.run;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageBasis;
import dev.tokenbudget.usage.UsageStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricTest {

    private static final ModelCall FIRST = call(0).usage(
                    TokenUsage.of(100, 20).withCacheRead(60).withCacheWrite(30).withReasoning(15))
            .toolCalls(2)
            .build();
    private static final ModelCall SECOND = call(0).usage(
                    TokenUsage.of(200, 40).withCacheRead(0).withCacheWrite(0).withReasoning(0))
            .toolCalls(1)
            .build();

    @Test
    void adds_up_what_all_calls_of_a_run_used() {
        Run run = run(REVIEWS, 1, FIRST, SECOND);

        assertThat(Metric.TOTAL.of(run)).hasValue(360);
        assertThat(Metric.INPUT.of(run)).hasValue(300);
        assertThat(Metric.OUTPUT.of(run)).hasValue(60);
        assertThat(Metric.CACHE_READ.of(run)).hasValue(60);
        assertThat(Metric.CACHE_WRITE.of(run)).hasValue(30);
        assertThat(Metric.REASONING.of(run)).hasValue(15);
        assertThat(Metric.CALLS.of(run)).hasValue(2);
        assertThat(Metric.TOOL_CALLS.of(run)).hasValue(3);
        assertThat(Metric.LATENCY_MS.of(run)).hasValue(250);
    }

    @Test
    void takes_the_first_input_from_the_first_call_alone() {
        assertThat(Metric.FIRST_INPUT.of(run(REVIEWS, 1, FIRST, SECOND))).hasValue(100);
        assertThat(Metric.FIRST_INPUT.of(run(REVIEWS, 1))).isEmpty();
    }

    @Test
    void is_unknown_where_a_single_call_did_not_report_it() {
        Run run = run(REVIEWS, 1, FIRST, call(50).build());

        assertThat(Metric.CACHE_READ.of(run)).isEmpty();
        assertThat(Metric.TOTAL.of(run)).hasValue(170);
    }

    @Test
    void leaves_out_attempts_that_the_provider_refused() {
        Run run = run(REVIEWS, 1, ofStatus(UsageStatus.NOT_BILLED, CallKind.INFERENCE), FIRST);

        assertThat(Metric.CALLS.of(run)).hasValue(1);
        assertThat(Metric.TOTAL.of(run)).hasValue(120);
    }

    @Test
    void stays_known_beside_ranking_that_is_billed_in_other_units() {
        Run run = run(REVIEWS, 1, FIRST, ofStatus(UsageStatus.REPORTED, CallKind.RERANK));

        assertThat(Metric.TOTAL.of(run)).hasValue(120);
        assertThat(Metric.CALLS.of(run)).hasValue(2);
    }

    private static ModelCall ofStatus(UsageStatus status, CallKind kind) {
        return ModelCall.builder("cohere", "model-x").kind(kind).status(status).build();
    }

    @Test
    void adds_up_what_all_calls_of_a_run_cost() {
        ModelCall sonnet = ModelCall.builder("anthropic", "claude-sonnet-4-5")
                .started(RunExample.START)
                .usage(TokenUsage.of(10_000, 800).withCacheRead(7_000))
                .build();
        ModelCall o3 = ModelCall.builder("openai", "o3")
                .usage(TokenUsage.of(1_200, 5_000).withReasoning(4_600))
                .started(RunExample.START)
                .build();

        // Claude Sonnet 4.5: 3,000 × 3 + 7,000 × 0.30 + 800 × 15 = 9,000 + 2,100 + 12,000 = 23,100 per million
        // o3: 1,200 × 2 + 5,000 × 8 = 42,400 per million
        assertThat(Metric.COST_USD.of(run(REVIEWS, 1, sonnet, o3).priced(PriceList.bundled())))
                .hasValue(0.0655);
    }

    @Test
    void knows_no_cost_where_a_single_call_has_no_price_or_nobody_asked_for_it() {
        ModelCall unlisted = call(50).build();
        ModelCall listed = ModelCall.builder("anthropic", "claude-sonnet-4-5")
                .usage(TokenUsage.of(49, 1))
                .build();

        assertThat(Metric.COST_USD.of(run(REVIEWS, 1, listed, unlisted).priced(PriceList.bundled())))
                .isEmpty();
        assertThat(Metric.COST_USD.of(run(REVIEWS, 1, listed))).isEmpty();
    }

    @Test
    void a_run_without_calls_costs_nothing() {
        assertThat(Metric.COST_USD.of(run(REVIEWS, 1).priced(PriceList.bundled())))
                .hasValue(0);
    }

    @Test
    void the_cache_hit_rate_is_the_share_of_all_input_that_the_cache_knew() {
        ModelCall cold = call(0).usage(TokenUsage.of(400, 5).withCacheRead(0)).build();
        ModelCall warm = call(0).usage(TokenUsage.of(600, 5).withCacheRead(500)).build();

        assertThat(Metric.CACHE_HIT_RATE.of(run(REVIEWS, 1, cold, warm))).hasValue(0.5);
    }

    @Test
    void the_cache_hit_rate_is_unknown_where_a_call_does_not_tell_or_its_input_is_estimated_or_none_was_sent() {
        ModelCall silent = call(50).build();
        ModelCall estimated = call(0).usage(TokenUsage.of(600, 5).withCacheRead(500))
                .basis(UsageBasis.ESTIMATED, 20)
                .build();

        assertThat(Metric.CACHE_HIT_RATE.of(run(REVIEWS, 1, silent))).isEmpty();
        assertThat(Metric.CACHE_HIT_RATE.of(run(REVIEWS, 1, estimated))).isEmpty();
        assertThat(Metric.CACHE_HIT_RATE.of(run(REVIEWS, 1))).isEmpty();
    }

    @Test
    void the_retry_rate_is_the_share_of_attempts_that_were_refused() {
        ModelCall refused = ModelCall.builder("anthropic", "claude-x")
                .status(UsageStatus.NOT_BILLED)
                .build();

        assertThat(Metric.RETRY_RATE.of(run(REVIEWS, 1, refused, call(50).build(), refused, call(60).build())))
                .hasValue(0.5);
        assertThat(Metric.RETRY_RATE.of(run(REVIEWS, 1, call(50).build()))).hasValue(0);
        assertThat(Metric.RETRY_RATE.of(run(REVIEWS, 1))).isEmpty();
    }

    @Test
    void the_time_to_the_first_token_is_the_mean_of_streamed_calls() {
        ModelCall whole = call(50).build();

        assertThat(Metric.TIME_TO_FIRST_TOKEN_MS.of(run(REVIEWS, 1, streamed(200), whole, streamed(400))))
                .hasValue(300);
    }

    @Test
    void the_time_to_the_first_token_is_unknown_where_nothing_was_streamed_or_a_streamed_call_does_not_tell() {
        assertThat(Metric.TIME_TO_FIRST_TOKEN_MS.of(run(REVIEWS, 1, call(50).build())))
                .isEmpty();
        assertThat(Metric.TIME_TO_FIRST_TOKEN_MS.of(
                        run(REVIEWS, 1, streamed(200), call(50).streamed(true).build())))
                .isEmpty();
    }

    private static ModelCall streamed(long millis) {
        return call(50).streamed(true)
                .timeToFirstToken(Duration.ofMillis(millis))
                .build();
    }

    @Test
    void is_0_in_a_run_without_calls() {
        assertThat(Metric.TOTAL.of(run(REVIEWS, 1))).hasValue(0);
    }

    @Test
    void is_found_by_its_name_and_an_unknown_name_is_refused_with_those_there_are() {
        for (Metric metric : Metric.standard()) {
            assertThat(Metric.named(metric.key())).isEqualTo(metric);
        }
        assertThatThrownBy(() -> Metric.named("tokens"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no metric 'tokens'. Use one of total, input, output, firstInput, cacheRead,"
                                + " cacheWrite, reasoning, calls, toolCalls, costUsd, latencyMs, timeToFirstTokenMs, cacheHitRate,"
                                + " retryRate, stablePrefix, or of a test's own count/<unit>, total/<unit>, costUsd/<unit> and value/<name>.");
    }
}
