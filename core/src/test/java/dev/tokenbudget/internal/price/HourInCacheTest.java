package dev.tokenbudget.internal.price;

import static dev.tokenbudget.internal.price.CallExample.call;
import static dev.tokenbudget.internal.price.CallExample.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.TokenUsage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An hour in a prompt cache costs twice the input, whoever sells it. */
class HourInCacheTest {

    @ParameterizedTest
    @CsvSource({
        "anthropic, claude-sonnet-4-5-20250929",
        "vertex, claude-sonnet-4-5@20250929",
        "openrouter, anthropic/claude-sonnet-4.5",
        "bedrock, global.anthropic.claude-sonnet-4-5-20250929-v1:0"
    })
    void is_charged_alike_by_all_who_sell_the_same_model(String upstream, String model) {
        TokenUsage usage = TokenUsage.of(1_100, 20)
                .withCacheRead(0)
                .withCacheWrite(1_000)
                .withCacheWrite5m(0)
                .withCacheWrite1h(1_000);

        // 100 × 3 + 1,000 × 6 + 20 × 15 = 6,600 per million
        assertThat(usd(PriceList.bundled().cost(call(upstream, model, usage)))).isEqualByComparingTo("0.0066");
    }
}
