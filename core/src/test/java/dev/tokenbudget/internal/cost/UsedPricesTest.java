package dev.tokenbudget.internal.cost;

import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.report.PricesTable;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsedPricesTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void models_of_the_last_measurement_are_shown_with_their_prices() throws IOException {
        List<String> lines = table(
                measured(call("acme", "small-2026-01-01"), call("acme", "large")), accepted("acme", "old"), list());

        assertThat(lines)
                .startsWith(
                        "Prices of the models of the last build, in US dollars per million tokens:",
                        "model                   listed as   input  output  cache read  cache write",
                        "acme/large              acme/large  $1.25     $10           -            -",
                        "  above 200,000 tokens               $2.5     $15           -            -",
                        "acme/small-2026-01-01   acme/small     $2      $8        $0.2         $2.5")
                .noneMatch(line -> line.contains("acme/old"));
    }

    @Test
    void without_a_measurement_the_baselines_tell_the_models() throws IOException {
        List<String> lines = table(Optional.empty(), accepted("acme", "small"), list());

        assertThat(lines)
                .first()
                .isEqualTo(
                        "Prices of the models of the baselines (no measurement is here), in US dollars per million tokens:");
        assertThat(lines).anyMatch(line -> line.startsWith("acme/small  acme/small     $2"));
    }

    @Test
    void where_nothing_was_measured_or_accepted_the_list_is_shown_all_the_same() throws IOException {
        assertThat(table(Optional.empty(), empty(), list()))
                .containsExactly(
                        "No model is known: nothing was measured here, and there is no baseline. Run mvn verify first.",
                        "Price list: our contract of 2026-10-01, 57 days old (your file prices.json).");
    }

    @Test
    void a_model_without_a_price_is_named_with_the_remedy() throws IOException {
        assertThat(table(measured(call("acme", "huge")), empty(), list()))
                .anyMatch(line -> line.matches("acme/huge +no price +- +- +- +-"))
                .anySatisfy(line -> assertThat(line).contains("acme/huge ", "tokenbudget.prices", "docs/prices.md"));
    }

    @Test
    void a_maker_s_price_is_said_to_be_assumed() throws IOException {
        assertThat(table(measured(call("corp-proxy", "small")), empty(), list()))
                .contains(
                        "corp-proxy/small is charged at its maker's prices, acme/small: the price list does not know the"
                                + " upstream. Where that is wrong, name the upstream in the file that tokenbudget.prices names.");
    }

    @Test
    void the_price_in_force_when_the_calls_were_made_is_shown() throws IOException {
        PriceList dated = list("""
                {"id": "small", "prices": [{"input": 2, "output": 8}, {"from": "2026-11-24", "input": 3, "output": 9}]}""");

        assertThat(table(measured(call("acme", "small")), empty(), dated))
                .anyMatch(line -> line.contains("$2      $8"));
        assertThat(table(Optional.empty(), accepted("acme", "small"), dated))
                .anyMatch(line -> line.contains("$3      $9"));
    }

    @Test
    void an_old_list_asks_for_a_newer_one_and_the_bundled_one_is_no_file_of_one_s_own() {
        UsedPrices later =
                UsedPrices.of(Optional.empty(), empty(), PriceList.bundled(), Instant.parse("2036-01-01T00:00:00Z"));

        assertThat(PricesTable.of(later, Optional.empty()))
                .anyMatch(line ->
                        line.matches("Price list: @pydantic/genai-prices .* days old \\(comes with TokenBudget\\)\\."
                                + " That is old: look for newer prices\\."))
                .endsWith("No price file of your own is used; -Dtokenbudget.prices=<file> names one.");
    }

    private static List<String> table(Optional<Measurement> measured, Baseline baseline, PriceList prices) {
        return PricesTable.of(UsedPrices.of(measured, baseline, prices, NOW), Optional.of("prices.json"));
    }

    private static Optional<Measurement> measured(ModelCall... calls) {
        return Optional.of(measurement(List.of(run(REVIEWS, 1, calls))));
    }

    private static Baseline accepted(String provider, String model) {
        List<Run> runs = List.of(run(REVIEWS, 1, call(provider, model)));
        return new Baseline(new TreeMap<>(Map.of(REVIEWS, BaselineExample.accepted(REVIEWS, runs))));
    }

    private static ModelCall call(String provider, String model) {
        return ModelCall.builder(provider, model)
                .usage(TokenUsage.of(100, 10))
                .started(START)
                .build();
    }

    private PriceList list() throws IOException {
        return list("""
                {"id": "small", "matches": ["small*"],
                 "prices": {"input": 2, "output": 8, "cacheRead": 0.2, "cacheWrite": 2.5}},
                {"id": "large",
                 "prices": {"input": 1.25, "output": 10, "above": [{"tokens": 200000, "input": 2.5, "output": 15}]}}""");
    }

    private PriceList list(String models) throws IOException {
        return PriceList.read(Files.writeString(folder.resolve("prices.json"), """
                {"schemaVersion": 1, "date": "2026-10-01", "source": "our contract", "providers": [
                  {"id": "acme", "makes": ["small*"], "models": [%s]}]}""".formatted(models)));
    }
}
