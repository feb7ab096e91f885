package dev.tokenbudget.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportedUsageTest {

    @Test
    void keeps_null_as_unknown() {
        assertThat(ReportedUsage.of(null, null)
                        .cacheRead(null)
                        .cacheWrite(null)
                        .reasoning(null)
                        .total(null)
                        .usage())
                .isEqualTo(TokenUsage.unknown());
    }

    @Test
    void adds_the_cache_to_an_input_that_leaves_it_out() {
        TokenUsage usage = ReportedUsage.of(100, 20)
                .cacheRead(900)
                .cacheWrite(50)
                .cacheOutsideInput()
                .usage();

        assertThat(usage).isEqualTo(TokenUsage.of(1050, 20).withCacheRead(900).withCacheWrite(50));
    }

    @Test
    void leaves_an_unknown_input_unknown_even_where_the_cache_is_known() {
        assertThat(ReportedUsage.of(null, 20).cacheRead(900).cacheOutsideInput().usage())
                .isEqualTo(TokenUsage.unknown().withOutput(20).withCacheRead(900));
    }

    @Test
    void adds_reasoning_to_the_output_only_where_the_total_says_so() {
        assertThat(ReportedUsage.of(12, 1).reasoning(290).total(303).usage())
                .isEqualTo(TokenUsage.of(12, 291).withReasoning(290));
        assertThat(ReportedUsage.of(12, 300).reasoning(290).total(312).usage())
                .isEqualTo(TokenUsage.of(12, 300).withReasoning(290));
    }

    @Test
    void takes_nothing_for_a_count_that_is_no_whole_number() {
        assertThat(ReportedUsage.of(Double.NaN, 1.9)
                        .total(Double.POSITIVE_INFINITY)
                        .usage())
                .isEqualTo(TokenUsage.unknown());
        assertThat(ReportedUsage.of(12.0, 1L).usage()).isEqualTo(TokenUsage.of(12, 1));
    }

    @Test
    void stays_at_the_largest_number_where_the_cache_leaves_64_bits() {
        assertThat(ReportedUsage.of(Long.MAX_VALUE, 1)
                        .cacheRead(Long.MAX_VALUE)
                        .cacheOutsideInput()
                        .usage()
                        .input())
                .hasValue(Long.MAX_VALUE);
    }

    @Test
    void names_a_total_that_nothing_explains() {
        ModelCall.Builder call = ModelCall.builder("openai", "gpt");

        ReportedUsage.of(35, 12).total(109).describe(call);

        assertThat(call.build().anomalies())
                .containsExactly(new Anomaly(Anomaly.Kind.TOTAL_MISMATCH, "total = 109, but input + output = 47"));
    }
}
