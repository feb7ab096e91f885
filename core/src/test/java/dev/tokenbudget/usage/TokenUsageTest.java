package dev.tokenbudget.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenUsageTest {

    @Test
    void knows_nothing_of_an_unknown_usage() {
        TokenUsage unknown = TokenUsage.unknown();

        assertThat(unknown.input()).isEmpty();
        assertThat(unknown.output()).isEmpty();
        assertThat(unknown.total()).isEmpty();
        assertThat(unknown.anomalies()).isEmpty();
    }

    @Test
    void has_no_total_where_one_half_is_unknown() {
        assertThat(TokenUsage.unknown().withInput(12).total()).isEmpty();
        assertThat(TokenUsage.unknown().withOutput(12).total()).isEmpty();
    }

    @Test
    void tells_a_reported_0_from_an_unknown_value() {
        assertThat(TokenUsage.of(10, 0).total()).hasValue(10);
        assertThat(TokenUsage.of(10, 0).withCacheRead(0).cacheRead()).hasValue(0);
        assertThat(TokenUsage.of(10, 0).cacheRead()).isEmpty();
    }

    @Test
    void adds_input_and_output_and_nothing_else() {
        TokenUsage usage = TokenUsage.of(1_000, 200)
                .withCacheRead(700)
                .withCacheWrite(100)
                .withCacheWrite5m(60)
                .withCacheWrite1h(40)
                .withReasoning(150);

        assertThat(usage.total()).hasValue(1_200);
        assertThat(usage.anomalies()).isEmpty();
    }

    @Test
    void keeps_the_largest_number_where_a_sum_leaves_64_bits() {
        assertThat(TokenUsage.of(Long.MAX_VALUE, 1).total()).hasValue(Long.MAX_VALUE);
        assertThat(TokenUsage.of(Long.MIN_VALUE, -1).total()).hasValue(Long.MIN_VALUE);
        assertThat(TokenUsage.of(1L << 62, 1L << 61).total()).hasValue((1L << 62) + (1L << 61));
    }

    @Test
    void names_cache_tokens_beyond_the_input_and_keeps_the_numbers() {
        TokenUsage usage = TokenUsage.of(10, 1).withCacheRead(161).withCacheWrite(3);

        assertThat(usage.anomalies())
                .containsExactly(
                        new Anomaly(Anomaly.Kind.CACHE_EXCEEDS_INPUT, "cacheRead + cacheWrite = 164 > input = 10"));
        assertThat(usage.total()).hasValue(11);
    }

    @Test
    void finds_cache_tokens_beyond_the_input_where_their_sum_leaves_64_bits() {
        TokenUsage usage = TokenUsage.of(10, 1).withCacheRead(Long.MAX_VALUE).withCacheWrite(Long.MAX_VALUE);

        assertThat(usage.anomalies()).extracting(Anomaly::kind).contains(Anomaly.Kind.CACHE_EXCEEDS_INPUT);
    }

    @Test
    void names_reasoning_beyond_the_output() {
        assertThat(TokenUsage.of(10, 5).withReasoning(6).anomalies())
                .containsExactly(new Anomaly(Anomaly.Kind.REASONING_EXCEEDS_OUTPUT, "reasoning = 6 > output = 5"));
        assertThat(TokenUsage.of(10, 5).withReasoning(5).anomalies()).isEmpty();
    }

    @Test
    void names_every_count_below_0() {
        TokenUsage usage =
                TokenUsage.of(-1, -2).withCacheRead(-3).withCacheWrite(-4).withReasoning(-5);

        assertThat(usage.anomalies())
                .filteredOn(anomaly -> anomaly.kind() == Anomaly.Kind.NEGATIVE)
                .extracting(Anomaly::detail)
                .containsExactly(
                        "input = -1 < 0",
                        "output = -2 < 0",
                        "cacheRead = -3 < 0",
                        "cacheWrite = -4 < 0",
                        "reasoning = -5 < 0");
    }

    @Test
    void names_a_count_below_0_where_the_parts_are_unknown() {
        assertThat(TokenUsage.of(100, -1).anomalies())
                .containsExactly(new Anomaly(Anomaly.Kind.NEGATIVE, "output = -1 < 0"));
        assertThat(TokenUsage.of(-1, 100).anomalies())
                .containsExactly(new Anomaly(Anomaly.Kind.NEGATIVE, "input = -1 < 0"));
    }

    @Test
    void names_every_count_that_is_larger_than_any_call() {
        assertThat(TokenUsage.of(1_000_000_000, 1_000_000_001)
                        .withCacheRead(Long.MAX_VALUE)
                        .anomalies())
                .contains(
                        new Anomaly(Anomaly.Kind.TOO_MANY, "output = 1000000001 > 1000000000"),
                        new Anomaly(Anomaly.Kind.TOO_MANY, "cacheRead = 9223372036854775807 > 1000000000"))
                .noneMatch(anomaly -> anomaly.detail().startsWith("input"));
    }

    @Test
    void compares_parts_only_with_a_whole_that_is_known() {
        assertThat(TokenUsage.unknown().withCacheRead(161).withReasoning(7).anomalies())
                .isEmpty();
    }
}
