package dev.tokenbudget.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelCallTest {

    @Test
    void is_reported_where_both_sums_are_known() {
        assertThat(call().usage(TokenUsage.of(3, 4)).build().status()).isEqualTo(UsageStatus.REPORTED);
    }

    @Test
    void is_unknown_where_nobody_said_what_it_used() {
        ModelCall call = call().build();

        assertThat(call.status()).isEqualTo(UsageStatus.UNKNOWN);
        assertThat(call.isMeasurable()).isFalse();
    }

    @Test
    void is_not_measurable_with_half_a_usage_even_where_it_claims_to_be_reported() {
        ModelCall call = call().usage(TokenUsage.unknown().withInput(7))
                .status(UsageStatus.REPORTED)
                .build();

        assertThat(call.isMeasurable()).isFalse();
    }

    @Test
    void is_not_measurable_with_a_count_below_0() {
        assertThat(call().usage(TokenUsage.of(-7, 8)).build().isMeasurable()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = UsageStatus.class,
            names = {"PARTIAL", "UNKNOWN"})
    void is_not_measurable_where_the_answer_was_cut(UsageStatus status) {
        assertThat(call().usage(TokenUsage.of(7, 8)).status(status).build().isMeasurable())
                .isFalse();
    }

    @Test
    void a_refused_attempt_is_measurable_and_costs_nothing() {
        ModelCall call = call().status(UsageStatus.NOT_BILLED).build();

        assertThat(call.isMeasurable()).isTrue();
        assertThat(call.isBilled()).isFalse();
    }

    @Test
    void ranking_without_tokens_is_measurable() {
        ModelCall call =
                call().kind(CallKind.RERANK).status(UsageStatus.REPORTED).build();

        assertThat(call.isMeasurable()).isTrue();
    }

    @Test
    void carries_the_contradictions_of_its_usage_and_those_told_by_the_provider_once_each() {
        Anomaly told = new Anomaly(Anomaly.Kind.TOTAL_MISMATCH, "total = 9, input + output = 7");
        Anomaly found = new Anomaly(Anomaly.Kind.REASONING_EXCEEDS_OUTPUT, "reasoning = 5 > output = 4");

        ModelCall call = call().usage(TokenUsage.of(3, 4).withReasoning(5))
                .anomalies(List.of(found, told))
                .build();

        assertThat(call.anomalies()).containsExactly(found, told);
    }

    @Test
    void comes_out_of_its_own_builder_unchanged() {
        ModelCall call = call().usage(TokenUsage.of(3, 4).withReasoning(5))
                .responseModel("m-2026")
                .responseId("r1")
                .toolCalls(2)
                .stopReason("end_turn")
                .streamed(true)
                .agent("planner")
                .label("team", "core")
                .build();

        assertThat(call.toBuilder().build()).isEqualTo(call);
    }

    private static ModelCall.Builder call() {
        return ModelCall.builder("openai", "gpt-x");
    }
}
