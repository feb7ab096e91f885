package dev.tokenbudget.internal.price;

import static dev.tokenbudget.internal.price.CallExample.call;
import static dev.tokenbudget.internal.price.CallExample.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillTest {

    private final PriceList prices = PriceList.bundled();
    private final ModelCall priced = call("openai", "gpt-4o-mini", TokenUsage.of(1_000, 1_000));
    private final ModelCall unpriced = call("openai", "gpt-of-tomorrow", TokenUsage.of(1_000, 1_000));

    @Test
    void adds_up_costs_by_kind_of_token() {
        Bill bill = prices.bill(List.of(priced, priced));

        assertThat(bill.usd()).hasValue(usd("0.0015"));
        assertThat(bill.known().input()).isEqualTo("0.0003");
        assertThat(bill.known().output()).isEqualTo("0.0012");
    }

    @Test
    void is_unknown_where_one_call_is_and_names_its_model_once() {
        Bill bill = prices.bill(List.of(priced, unpriced, unpriced));

        assertThat(bill.usd()).isEmpty();
        assertThat(bill.known().usd()).isEqualTo("0.00075");
        assertThat(bill.unpriced()).containsOnlyKeys("openai/gpt-of-tomorrow");
    }

    @Test
    void tells_a_missing_price_from_tokens_that_nobody_knows() {
        ModelCall uncounted = call("openai", "gpt-4o", TokenUsage.unknown());

        assertThat(prices.bill(List.of(priced, unpriced, uncounted)).unknownBecause())
                .contains("no price for openai/gpt-of-tomorrow, and not all tokens of openai/gpt-4o are known");
        assertThat(prices.bill(List.of(priced)).unknownBecause()).isEmpty();
    }

    @Test
    void is_nothing_for_no_calls() {
        assertThat(prices.bill(List.of()).usd()).hasValue(usd("0"));
    }
}
