package dev.tokenbudget.internal.price;

import static dev.tokenbudget.internal.price.CallExample.A_DAY;
import static dev.tokenbudget.internal.price.CallExample.call;
import static dev.tokenbudget.internal.price.CallExample.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Costs by the bundled list, each beside the same sum done by hand. */
class CostTest {

    private final PriceList prices = PriceList.bundled();

    @Test
    void charges_cached_reads_and_both_writes_of_anthropic_at_their_own_prices() {
        TokenUsage usage = TokenUsage.of(10_000, 800)
                .withCacheRead(7_000)
                .withCacheWrite(2_000)
                .withCacheWrite5m(1_500)
                .withCacheWrite1h(500);

        Cost cost = prices.cost(call("anthropic", "claude-sonnet-4-5-20250929", usage));

        // Claude Sonnet 4.5: input 3, cache read 0.30, 5-minute write 3.75, 1-hour write 6, output 15 per million.
        // input       10,000 − 7,000 − 2,000 = 1,000 × 3    / 1,000,000 = 0.003
        // cache read                           7,000 × 0.30 / 1,000,000 = 0.0021
        // cache write              1,500 × 3.75 + 500 × 6 = 8,625 / 1,000,000 = 0.008625
        // output                                 800 × 15   / 1,000,000 = 0.012
        assertThat(((Cost.Priced) cost).parts())
                .isEqualTo(new CostParts(usd("0.003"), usd("0.0021"), usd("0.008625"), usd("0.012"), usd("0")));
        assertThat(usd(cost)).isEqualTo("0.025725");
    }

    @Test
    void charges_a_write_of_unreported_duration_as_a_five_minute_write() {
        TokenUsage usage = TokenUsage.of(3_000, 0).withCacheWrite(2_000);

        // 1,000 × 3 + 2,000 × 3.75 = 10,500
        assertThat(usd(prices.cost(call("anthropic", "claude-sonnet-4-5", usage))))
                .isEqualTo("0.0105");
    }

    @Test
    void charges_what_a_split_leaves_over_as_a_five_minute_write() {
        TokenUsage usage = TokenUsage.of(3_000, 0).withCacheWrite(2_000).withCacheWrite1h(300);

        // 1,000 × 3 + 1,700 × 3.75 + 300 × 6 = 3,000 + 6,375 + 1,800 = 11,175
        assertThat(usd(prices.cost(call("anthropic", "claude-sonnet-4-5", usage))))
                .isEqualTo("0.011175");
    }

    @Test
    void takes_a_split_for_the_write_where_nothing_else_reports_it() {
        TokenUsage usage = TokenUsage.of(3_000, 0).withCacheWrite5m(1_700).withCacheWrite1h(300);

        assertThat(usd(prices.cost(call("anthropic", "claude-sonnet-4-5", usage))))
                .isEqualTo("0.011175");
    }

    @ParameterizedTest
    @CsvSource({
        // 10,000 × 3 + 190,000 × 0.30 + 1,000 × 15   = 30,000 +  57,000 + 15,000 = 102,000
        "200000, 0.102",
        // 10,001 × 6 + 190,000 × 0.60 + 1,000 × 22.5 = 60,006 + 114,000 + 22,500 = 196,506
        "200001, 0.196506"
    })
    void charges_the_whole_call_at_the_step_that_its_whole_prompt_reaches(long input, String expected) {
        TokenUsage usage = TokenUsage.of(input, 1_000).withCacheRead(190_000);

        assertThat(usd(prices.cost(call("anthropic", "claude-sonnet-4-5", usage))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // With a step at 200,000 tokens: 300,000 × 6 + 2,000 × 22.5 = 1,800,000 + 45,000
        "anthropic, claude-sonnet-4-6, 300000, 2000, 2026-03-12T23:59:59.999Z, 1.845",
        // Without: 300,000 × 3 + 2,000 × 15 = 900,000 + 30,000
        "anthropic, claude-sonnet-4-6, 300000, 2000, 2026-03-13T00:00:00Z, 0.93",
        // By the hour: 1,000 × 0.135 + 1,000 × 0.55 = 685
        "deepseek, deepseek-chat, 1000, 1000, 2026-01-05T00:29:59Z, 0.000685",
        // 1,000 × 0.27 + 1,000 × 1.1 = 1,370
        "deepseek, deepseek-chat, 1000, 1000, 2026-01-05T00:30:00Z, 0.00137",
        "deepseek, deepseek-chat, 1000, 1000, 2026-01-05T16:29:59Z, 0.00137",
        "deepseek, deepseek-chat, 1000, 1000, 2026-01-05T16:30:00Z, 0.000685"
    })
    void charges_the_price_of_the_day_and_hour_in_utc(
            String provider, String model, long input, long output, Instant started, String expected) {
        ModelCall call = call(provider, model, TokenUsage.of(input, output), started);

        assertThat(usd(prices.cost(call))).isEqualTo(expected);
    }

    @Test
    void charges_the_price_of_another_day_where_asked() {
        ModelCall call = call("anthropic", "claude-sonnet-4-6", TokenUsage.of(300_000, 2_000), A_DAY);

        assertThat(usd(prices.cost(call, Instant.parse("2026-03-01T00:00:00Z"))))
                .isEqualTo("1.845");
    }

    @Test
    void charges_a_call_of_unknown_time_at_the_list_s_own_date() {
        ModelCall call = ModelCall.builder("anthropic", "claude-sonnet-4-6")
                .usage(TokenUsage.of(300_000, 2_000))
                .build();

        assertThat(usd(prices.cost(call))).isEqualTo("0.93");
    }

    @Test
    void charges_reasoning_as_the_output_that_it_is_a_part_of() {
        TokenUsage usage = TokenUsage.of(1_200, 5_000).withReasoning(4_600);

        // o3: 1,200 × 2 + 5,000 × 8 = 2,400 + 40,000
        assertThat(usd(prices.cost(call("openai", "o3", usage)))).isEqualTo("0.0424");
    }

    @Test
    void charges_reasoning_at_its_own_price_where_it_has_one() {
        TokenUsage usage = TokenUsage.of(1_000, 5_000).withReasoning(4_000);

        // Sonar Deep Research: 1,000 × 2 + 1,000 × 8 + 4,000 × 3 = 2,000 + 8,000 + 12,000
        assertThat(usd(prices.cost(call("perplexity", "sonar-deep-research", usage))))
                .isEqualTo("0.022");
    }

    @Test
    void charges_the_call_itself_where_the_provider_does() {
        // Sonar: 1,000 × 1 + 1,000 × 1 per million, and 12 per thousand calls = 0.002 + 0.012
        assertThat(usd(prices.cost(call("perplexity", "sonar", TokenUsage.of(1_000, 1_000)))))
                .isEqualTo("0.014");
    }

    @Test
    void charges_a_cache_read_as_input_where_it_has_no_price() {
        TokenUsage usage = TokenUsage.of(1_000, 0).withCacheRead(600);

        // GPT-4 Turbo: 1,000 × 10
        assertThat(usd(prices.cost(call("openai", "gpt-4-turbo", usage)))).isEqualTo("0.01");
    }

    @Test
    void charges_no_more_cached_tokens_than_the_prompt_has() {
        TokenUsage usage =
                TokenUsage.of(10, 100).withCacheRead(161).withCacheWrite(5).withReasoning(900);

        // 10 × 0.30 + 100 × 15 = 3 + 1,500
        assertThat(usd(prices.cost(call("anthropic", "claude-sonnet-4-5", usage))))
                .isEqualTo("0.001503");
    }

    @Test
    void charges_nothing_for_negative_parts() {
        TokenUsage usage = TokenUsage.of(1_000, 0).withCacheRead(-5).withCacheWrite(-7);

        assertThat(usd(prices.cost(call("anthropic", "claude-sonnet-4-5", usage))))
                .isEqualTo("0.003");
    }

    @Test
    void charges_an_embedding_by_its_input_alone() {
        ModelCall call = call("openai", "text-embedding-3-small", TokenUsage.of(50_000, 0)).toBuilder()
                .kind(CallKind.EMBEDDING)
                .build();

        // 50,000 × 0.02 = 1,000
        assertThat(usd(prices.cost(call))).isEqualTo("0.001");
    }

    @Test
    void keeps_every_digit_of_a_sum_of_many_calls() {
        ModelCall call = call("openai", "gpt-4o-mini", TokenUsage.of(1, 1));

        // 0.15 + 0.60 per million, a thousand times
        Bill sum = prices.bill(Collections.nCopies(1_000, call));

        assertThat(sum.usd()).contains(new BigDecimal("0.00075"));
    }

    @Test
    void says_which_model_has_no_price_and_what_helps() {
        Cost cost = prices.cost(call("openai", "gpt-of-tomorrow", TokenUsage.of(1, 1)));

        assertThat(cost.usd()).isEmpty();
        assertThat(cost)
                .isInstanceOfSatisfying(
                        Cost.Unpriced.class,
                        unpriced -> assertThat(unpriced.sentence())
                                .isEqualTo("openai/gpt-of-tomorrow has no cost: the price list does not know the model."
                                        + " Add it to the file that tokenbudget.prices names."));
    }

    @Test
    void does_not_know_the_cost_of_a_model_that_is_not_charged_by_the_token() {
        assertThat(reason(call("openai", "whisper-1", TokenUsage.of(1_000, 20))))
                .isEqualTo(Cost.Reason.NO_TOKEN_PRICE);
    }

    @Test
    void does_not_know_the_cost_of_an_answer_that_has_no_price() {
        assertThat(reason(call("openai", "text-embedding-3-small", TokenUsage.of(1_000, 20))))
                .isEqualTo(Cost.Reason.NO_TOKEN_PRICE);
    }

    @ParameterizedTest
    @EnumSource(
            value = UsageStatus.class,
            names = {"PARTIAL", "UNKNOWN"})
    void does_not_know_the_cost_of_unknown_tokens(UsageStatus status) {
        ModelCall call = call("openai", "gpt-4o", TokenUsage.of(1_000, 20)).toBuilder()
                .status(status)
                .build();

        assertThat(reason(call)).isEqualTo(Cost.Reason.USAGE_UNKNOWN);
    }

    @Test
    void does_not_know_the_cost_of_a_call_with_unknown_output() {
        ModelCall call = call("openai", "gpt-4o", TokenUsage.unknown().withInput(1_000)).toBuilder()
                .status(UsageStatus.REPORTED)
                .build();

        assertThat(reason(call)).isEqualTo(Cost.Reason.USAGE_UNKNOWN);
    }

    @Test
    void charges_nothing_for_a_call_that_the_provider_refused() {
        ModelCall call = call("openai", "gpt-of-tomorrow", TokenUsage.unknown()).toBuilder()
                .status(UsageStatus.NOT_BILLED)
                .build();

        assertThat(prices.cost(call).usd()).hasValue(usd("0"));
    }

    private Cost.Reason reason(ModelCall call) {
        Cost cost = prices.cost(call);
        assertThat(cost).isInstanceOf(Cost.Unpriced.class);
        return ((Cost.Unpriced) cost).reason();
    }
}
