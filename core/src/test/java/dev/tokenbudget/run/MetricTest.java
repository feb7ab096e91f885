package dev.tokenbudget.run;

import static dev.tokenbudget.run.RunExample.REVIEWS;
import static dev.tokenbudget.run.RunExample.call;
import static dev.tokenbudget.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
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
        ModelCall refused = ModelCall.builder("anthropic", "claude-x")
                .status(UsageStatus.NOT_BILLED)
                .build();

        assertThat(Metric.CALLS.of(run(REVIEWS, 1, refused, FIRST))).hasValue(1);
        assertThat(Metric.TOTAL.of(run(REVIEWS, 1, refused, FIRST))).hasValue(120);
    }

    @Test
    void stays_known_beside_ranking_that_is_billed_in_other_units() {
        ModelCall ranking = ModelCall.builder("cohere", "rerank-x")
                .kind(CallKind.RERANK)
                .status(UsageStatus.REPORTED)
                .build();

        assertThat(Metric.TOTAL.of(run(REVIEWS, 1, FIRST, ranking))).hasValue(120);
        assertThat(Metric.CALLS.of(run(REVIEWS, 1, FIRST, ranking))).hasValue(2);
    }

    @Test
    void is_0_in_a_run_without_calls() {
        assertThat(Metric.TOTAL.of(run(REVIEWS, 1))).hasValue(0);
    }

    @Test
    void is_found_by_its_name_and_an_unknown_name_is_refused_with_those_there_are() {
        for (Metric metric : Metric.values()) {
            assertThat(Metric.named(metric.key())).isEqualTo(metric);
        }
        assertThatThrownBy(() -> Metric.named("tokens"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no metric 'tokens'. Use one of total, input, output, firstInput, cacheRead,"
                        + " cacheWrite, reasoning, calls, toolCalls, latencyMs.");
    }
}
