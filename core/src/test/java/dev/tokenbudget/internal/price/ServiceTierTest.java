package dev.tokenbudget.internal.price;

import static dev.tokenbudget.internal.price.CallExample.call;
import static dev.tokenbudget.internal.price.CallExample.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that was served in another way than usual is not charged as the usual one. */
class ServiceTierTest {

    private static final TokenUsage USAGE = TokenUsage.of(1_000_000, 1_000_000);

    @ParameterizedTest
    @CsvSource({
        "anthropic, claude-sonnet-4-5, batch",
        "openai, gpt-4.1, batch",
        "openai, gpt-4.1, flex",
        "gemini, gemini-2.5-flash, batch",
        "mistral, mistral-medium-latest, batch",
        "azure, gpt-4.1, batch"
    })
    void half_price_is_known_of_batches_and_flex(String upstream, String model, String tier) {
        ModelCall usual = call(upstream, model, USAGE);

        assertThat(usd(PriceList.bundled().cost(served(usual, tier))).multiply(usd("2")))
                .isEqualByComparingTo(usd(PriceList.bundled().cost(usual)));
    }

    @ParameterizedTest
    @CsvSource({"openai, gpt-4.1, priority", "anthropic, claude-sonnet-4-5, fast", "openrouter, openai/gpt-4.1, flex"})
    void any_other_way_has_no_price_until_somebody_gives_one(String upstream, String model, String tier) {
        Cost cost = PriceList.bundled().cost(served(call(upstream, model, USAGE), tier));

        assertThat(cost).isInstanceOf(Cost.Unpriced.class);
        assertThat(((Cost.Unpriced) cost).sentence())
                .startsWith(upstream + "/" + model + " (" + tier + ") has no cost: ")
                .contains("\"tiers\"");
    }

    @Test
    void a_bill_keeps_both_ways_apart() {
        ModelCall usual = call("openai", "gpt-4.1", USAGE);
        PriceList prices = PriceList.bundled();

        assertThat(prices.bill(List.of(usual, served(usual, "batch"), usual))
                        .usd()
                        .orElseThrow())
                .isEqualByComparingTo(usd(prices.cost(usual)).multiply(usd("2.5")));
    }

    @Test
    void a_file_of_ones_own_says_what_a_tier_costs(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("prices.json");
        Files.writeString(file, """
                {"schemaVersion": 1, "date": "2026-10-01", "extends": "bundled",
                 "providers": [{"id": "openai", "tiers": {"priority": 1.75, "batch": 0.4}}]}""");
        PriceList prices = PriceList.read(file);
        ModelCall usual = call("openai", "gpt-4.1", USAGE);

        assertThat(usd(prices.cost(served(usual, "priority"))))
                .isEqualByComparingTo(usd(prices.cost(usual)).multiply(usd("1.75")));
        assertThat(usd(prices.cost(served(usual, "batch"))))
                .isEqualByComparingTo(usd(prices.cost(usual)).multiply(usd("0.4")));
    }

    private static ModelCall served(ModelCall call, String tier) {
        return call.toBuilder().serviceTier(tier).build();
    }
}
