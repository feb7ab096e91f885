package dev.tokenbudget.internal.price;

import static dev.tokenbudget.internal.price.CallExample.A_DAY;
import static dev.tokenbudget.internal.price.CallExample.call;
import static dev.tokenbudget.internal.price.CallExample.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIfTest {

    private final PriceList prices = PriceList.bundled();
    private final ModelCall review = call(
            "anthropic",
            "claude-sonnet-4-5",
            TokenUsage.of(10_000, 1_000).withCacheRead(4_000).withCacheWrite(2_000));

    @Test
    void prices_the_same_tokens_on_other_models_the_cheapest_first() {
        WhatIf whatIf = WhatIf.of(prices, List.of(review, review), List.of(listed("gpt-4o"), listed("gpt-4o-mini")));

        // Claude Sonnet 4.5: 4,000 × 3 + 4,000 × 0.30 + 2,000 × 3.75 + 1,000 × 15 = 35,700, twice
        assertThat(whatIf.actual().usd()).hasValue(usd("0.0714"));
        assertThat(whatIf.rows())
                .extracting(row -> row.model().name())
                .containsExactly("openai/gpt-4o-mini", "openai/gpt-4o");
        // GPT-4o mini, where a cache write costs as input: 6,000 × 0.15 + 4,000 × 0.075 + 1,000 × 0.60 = 1,800, twice
        assertThat(whatIf.rows().get(0).bill().usd()).hasValue(usd("0.0036"));
        // GPT-4o: 6,000 × 2.50 + 4,000 × 1.25 + 1,000 × 10 = 30,000, twice
        assertThat(whatIf.rows().get(1).bill().usd()).hasValue(usd("0.06"));
    }

    @Test
    void tells_how_many_times_the_actual_cost_another_model_is() {
        WhatIf whatIf = WhatIf.of(prices, List.of(review), List.of(listed("gpt-4o")));

        assertThat(whatIf.multiple(whatIf.rows().get(0))).hasValue(0.03 / 0.0357);
    }

    @Test
    void tells_no_multiple_of_an_unknown_cost() {
        ModelCall unknown = call("anthropic", "claude-of-tomorrow", TokenUsage.of(10_000, 1_000));
        WhatIf whatIf = WhatIf.of(prices, List.of(unknown), List.of(listed("gpt-4o")));

        assertThat(whatIf.actual().usd()).isEmpty();
        assertThat(whatIf.rows().get(0).bill().usd()).hasValue(usd("0.035"));
        assertThat(whatIf.multiple(whatIf.rows().get(0))).isEmpty();
    }

    @Test
    void leaves_embeddings_on_their_own_model() {
        ModelCall embedding = call("openai", "text-embedding-3-small", TokenUsage.of(50_000, 0)).toBuilder()
                .kind(CallKind.EMBEDDING)
                .build();
        WhatIf whatIf = WhatIf.of(prices, List.of(embedding), List.of(listed("gpt-4o")));

        assertThat(whatIf.rows().get(0).bill().usd()).hasValue(usd("0.001"));
    }

    @Test
    void puts_a_model_without_a_price_last() {
        ListedModel withoutPrice = prices.models("openai").stream()
                .filter(model -> model.id().equals("whisper-1"))
                .findFirst()
                .orElseThrow();
        WhatIf whatIf = WhatIf.of(prices, List.of(review), List.of(withoutPrice, listed("gpt-4o")));

        assertThat(whatIf.rows().get(1).model()).isEqualTo(withoutPrice);
        assertThat(whatIf.rows().get(1).bill().unpriced()).containsOnlyKeys("openai/whisper-1");
    }

    @Test
    void offers_the_models_of_the_calls_own_upstreams_that_could_do_it() {
        ModelCall large = call("anthropic", "claude-sonnet-4-6", TokenUsage.of(500_000, 1_000));

        assertThat(WhatIf.onSameUpstreams(prices, List.of(large)).rows())
                .extracting(row -> row.model().name())
                .contains("anthropic/claude-sonnet-4-6", "anthropic/claude-opus-4-8")
                .doesNotContain("anthropic/claude-haiku-4-5")
                .allMatch(name -> name.startsWith("anthropic/"));
    }

    @Test
    void offers_no_model_that_is_about_to_go() {
        ModelCall small = call("mistral", "mistral-large-latest", TokenUsage.of(100, 100));

        assertThat(WhatIf.onSameUpstreams(prices, List.of(small)).rows())
                .isNotEmpty()
                .noneMatch(row -> row.model().deprecated());
        assertThat(prices.models("mistral")).anyMatch(ListedModel::deprecated);
    }

    @Test
    void offers_no_model_without_a_price_for_all_tokens() {
        ModelCall small = call("openai", "gpt-4o", TokenUsage.of(100, 100));

        assertThat(WhatIf.onSameUpstreams(prices, List.of(small)).rows())
                .extracting(row -> row.model().id())
                .contains("gpt-4o-mini")
                .doesNotContain("whisper-1", "text-embedding-3-small");
    }

    private ListedModel listed(String openAiModel) {
        return prices.model("openai", openAiModel, A_DAY).orElseThrow();
    }
}
