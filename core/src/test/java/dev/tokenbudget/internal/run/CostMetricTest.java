package dev.tokenbudget.internal.run;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What runs cost by the bundled price list, against numbers that were calculated by hand. */
class CostMetricTest {

    private static final Instant A_DAY = Instant.parse("2026-09-24T12:00:00Z");

    @Test
    void writes_to_a_cache_cost_what_their_durations_cost() {
        TokenUsage written = TokenUsage.of(10_000, 800)
                .withCacheRead(7_000)
                .withCacheWrite(2_000)
                .withCacheWrite5m(1_500)
                .withCacheWrite1h(500);
        TokenUsage ofUnknownDuration = TokenUsage.of(3_000, 0).withCacheWrite(2_000);

        // Claude Sonnet 4.5 per million: input 3, cache read 0.30, 5-minute write 3.75, 1-hour write 6, output 15
        // 1,000 × 3 + 7,000 × 0.30 + 1,500 × 3.75 + 500 × 6 + 800 × 15
        // = 3,000 + 2,100 + 5,625 + 3,000 + 12,000 = 25,725
        // 1,000 × 3 + 2,000 × 3.75 = 10,500
        assertThat(cost(sonnet45(written))).isEqualTo(0.025725);
        assertThat(cost(sonnet45(ofUnknownDuration))).isEqualTo(0.0105);
        assertThat(cost(sonnet45(written), sonnet45(ofUnknownDuration))).isEqualTo(0.036225);
    }

    @Test
    void each_call_is_charged_at_the_step_that_its_own_prompt_reaches() {
        // up to 200,000 tokens: 200,000 × 3 + 1,000 × 15 = 615,000
        // above, all of it:     200,001 × 6 + 1,000 × 22.5 = 1,222,506
        assertThat(cost(sonnet45(TokenUsage.of(200_000, 1_000)))).isEqualTo(0.615);
        assertThat(cost(sonnet45(TokenUsage.of(200_001, 1_000)))).isEqualTo(1.222506);

        // two prompts of 150,000 tokens reach no step together: 2 × (150,000 × 3 + 1,000 × 15) = 930,000
        assertThat(cost(sonnet45(TokenUsage.of(150_000, 1_000)), sonnet45(TokenUsage.of(150_000, 1_000))))
                .isEqualTo(0.93);
    }

    @Test
    void each_call_is_charged_at_the_price_of_its_own_day() {
        TokenUsage usage = TokenUsage.of(300_000, 2_000);
        ModelCall before = call("claude-sonnet-4-6", usage, Instant.parse("2026-03-12T23:59:59Z"));
        ModelCall after = call("claude-sonnet-4-6", usage, Instant.parse("2026-03-13T00:00:00Z"));

        // Claude Sonnet 4.6 lost its step on 2026-03-13
        // with it:    300,000 × 6 + 2,000 × 22.5 = 1,845,000
        // without it: 300,000 × 3 + 2,000 × 15   =   930,000
        assertThat(cost(before)).isEqualTo(1.845);
        assertThat(cost(after)).isEqualTo(0.93);
        assertThat(cost(before, after)).isEqualTo(2.775);
    }

    private static double cost(ModelCall... calls) {
        return Metric.COST_USD
                .of(run(REVIEWS, 1, calls).priced(PriceList.bundled()))
                .orElseThrow();
    }

    private static ModelCall sonnet45(TokenUsage usage) {
        return call("claude-sonnet-4-5", usage, A_DAY);
    }

    private static ModelCall call(String model, TokenUsage usage, Instant started) {
        return ModelCall.builder("anthropic", model)
                .usage(usage)
                .started(started)
                .build();
    }
}
