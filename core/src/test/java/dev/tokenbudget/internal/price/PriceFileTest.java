package dev.tokenbudget.internal.price;

import static dev.tokenbudget.internal.price.CallExample.A_DAY;
import static dev.tokenbudget.internal.price.CallExample.call;
import static dev.tokenbudget.internal.price.CallExample.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.NewerSchemaException;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceFileTest {

    /** Half of the bundled prices of a provider, of which one model has its own. */
    private static final String DISCOUNT = """
            "extends": "bundled",
            "providers": [{"id": "openai", "factor": 0.5, "models": [
              {"id": "gpt-4o", "prices": {"input": 1, "output": 2}}]}]""";

    private static final TokenUsage USAGE = TokenUsage.of(1_000_000, 1_000_000);

    @TempDir
    Path folder;

    @Test
    void replaces_the_bundled_list() throws IOException {
        PriceList prices = read("""
                "providers": [{"id": "openai", "models": [{"id": "gpt-4o", "prices": {"input": 1, "output": 2}}]}]""");

        assertThat(usd(prices.cost(call("openai", "gpt-4o", USAGE)))).isEqualTo("3");
        assertThat(prices.cost(call("openai", "gpt-4o-mini", USAGE)).usd()).isEmpty();
    }

    @Test
    void extends_the_bundled_list_with_prices_that_go_before_its_own() throws IOException {
        PriceList prices = read("""
                "extends": "bundled",
                "providers": [{"id": "openai", "models": [{"id": "gpt-4o", "prices": {"input": 1, "output": 2}}]}]""");

        assertThat(usd(prices.cost(call("openai", "gpt-4o", USAGE)))).isEqualTo("3");
        // 0.15 + 0.60 of the bundled list
        assertThat(usd(prices.cost(call("openai", "gpt-4o-mini", USAGE)))).isEqualTo("0.75");
    }

    @Test
    void takes_a_deployment_of_the_file_before_the_answering_model_of_the_bundled_list() throws IOException {
        PriceList prices = read("""
                "extends": "bundled",
                "providers": [{"id": "azure", "models": [{"id": "our-reviewer", "prices": {"input": 1, "output": 2}}]}]""");
        ModelCall call = call("azure", "our-reviewer", USAGE).toBuilder()
                .responseModel("gpt-4o-2024-08-06")
                .build();

        assertThat(usd(prices.cost(call))).isEqualTo("3");
    }

    @Test
    void multiplies_the_bundled_prices_of_a_provider_but_not_the_file_s_own() throws IOException {
        PriceList prices = read(DISCOUNT);

        assertThat(usd(prices.cost(call("openai", "gpt-4o-mini", USAGE)))).isEqualTo("0.375");
        assertThat(usd(prices.cost(call("openai", "gpt-4o", USAGE)))).isEqualTo("3");
        // Claude Haiku 4.5: 1 + 5
        assertThat(usd(prices.cost(call("anthropic", "claude-haiku-4-5", USAGE))))
                .isEqualTo("6");
    }

    @Test
    void multiplies_every_step_of_a_tiered_price() throws IOException {
        PriceList prices = read("""
                "extends": "bundled", "providers": [{"id": "anthropic", "factor": 0.5}]""");

        // Claude Sonnet 4.5 above 200,000 tokens: (6 + 22.5) / 2
        assertThat(usd(prices.cost(call("anthropic", "claude-sonnet-4-5", USAGE))))
                .isEqualTo("14.25");
    }

    @Test
    void takes_the_bundled_price_before_the_day_from_which_the_file_s_is_valid() throws IOException {
        PriceList prices = read("""
                "extends": "bundled",
                "providers": [{"id": "openai", "models": [
                  {"id": "gpt-4o-mini", "prices": {"from": "2026-10-01", "input": 1, "output": 2}}]}]""");

        assertThat(usd(prices.cost(at("2026-09-30T23:59:59Z")))).isEqualTo("0.75");
        assertThat(usd(prices.cost(at("2026-10-01T00:00:00Z")))).isEqualTo("3");
    }

    @Test
    void prices_a_call_of_unknown_time_at_the_newest_list_s_date() throws IOException {
        PriceList prices = read("""
                "extends": "bundled",
                "providers": [{"id": "openai", "models": [
                  {"id": "gpt-4o-mini", "prices": {"from": "2026-10-01", "input": 1, "output": 2}}]}]""");
        ModelCall call = ModelCall.builder("openai", "gpt-4o-mini").usage(USAGE).build();

        assertThat(usd(prices.cost(call))).isEqualTo("3");
    }

    @Test
    void has_no_price_before_the_first_one_is_valid() throws IOException {
        PriceList prices = read("""
                "providers": [{"id": "openai", "models": [
                  {"id": "gpt-4o-mini", "prices": {"from": "2026-10-01", "input": 1, "output": 2}}]}]""");

        assertThat(prices.cost(at("2026-09-30T23:59:59Z")).usd()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"15:59, 1", "16:00, 9", "23:59, 9", "00:00, 9", "07:59, 9", "08:00, 1"})
    void knows_hours_that_pass_midnight(String time, String expected) throws IOException {
        PriceList prices = read("""
                "providers": [{"id": "openai", "models": [{"id": "gpt-4o-mini", "prices": [
                  {"input": 1, "output": 0}, {"between": ["16:00", "08:00"], "input": 9, "output": 0}]}]}]""");

        assertThat(usd(prices.cost(at("2026-10-01T" + time + ":00Z")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1000, 0.001", "1001, 0.002002", "5000, 0.01", "5001, 0.015003"})
    void charges_each_step_with_what_it_changes(long input, String expected) throws IOException {
        PriceList prices = read("""
                "providers": [{"id": "openai", "models": [{"id": "gpt-4o-mini", "prices": {
                  "input": 1, "output": 7, "above": [{"tokens": 1000, "input": 2}, {"tokens": 5000, "input": 3}]}}]}]""");

        assertThat(usd(prices.cost(call("openai", "gpt-4o-mini", TokenUsage.of(input, 0)))))
                .isEqualTo(expected);
        assertThat(usd(prices.cost(call("openai", "gpt-4o-mini", TokenUsage.of(input, 1_000)))))
                .isEqualTo(usd(expected).add(usd("0.007")));
    }

    @Test
    void keeps_a_price_that_no_step_changes() throws IOException {
        PriceList prices = read("""
                "providers": [{"id": "openai", "models": [{"id": "gpt-4o-mini", "prices": {
                  "input": 1, "output": 7, "cacheRead": 0.1, "above": [{"tokens": 1000, "input": 2}]}}]}]""");
        TokenUsage usage = TokenUsage.of(5_000, 0).withCacheRead(4_000);

        // 1,000 × 2 + 4,000 × 0.1
        assertThat(usd(prices.cost(call("openai", "gpt-4o-mini", usage)))).isEqualTo("0.0024");
    }

    @Test
    void charges_an_hour_s_write_as_a_five_minute_write_where_it_has_no_price() throws IOException {
        PriceList prices = read("""
                "providers": [{"id": "openai", "models": [{"id": "gpt-4o-mini", "prices": {
                  "input": 1, "output": 7, "cacheWrite": 1.25}}]}]""");
        TokenUsage usage = TokenUsage.of(4_000, 0).withCacheWrite(4_000).withCacheWrite1h(4_000);

        // 4,000 × 1.25
        assertThat(usd(prices.cost(call("openai", "gpt-4o-mini", usage)))).isEqualTo("0.005");
    }

    @Test
    void does_not_choose_between_two_makers() throws IOException {
        PriceList prices = read("""
                "providers": [
                  {"id": "a", "makes": ["m*"], "models": [{"id": "m", "prices": {"input": 1, "output": 1}}]},
                  {"id": "b", "makes": ["m*"], "models": [{"id": "m", "prices": {"input": 2, "output": 2}}]}]""");

        assertThat(prices.cost(call("our-proxy", "m", USAGE)).usd()).isEmpty();
    }

    @Test
    void lists_a_model_that_both_have_as_the_file_prices_it() throws IOException {
        PriceList prices = read(DISCOUNT);

        assertThat(prices.models("openai"))
                .filteredOn(model -> model.id().equals("gpt-4o"))
                .singleElement()
                .isEqualTo(prices.model("openai", "gpt-4o", A_DAY).orElseThrow());
    }

    @Test
    void gives_an_upstream_the_prices_of_a_provider() throws IOException {
        PriceList prices = read("""
                "extends": "bundled", "upstreams": {"Our-Proxy": "anthropic", "ollama": "deepseek"}""");

        Cost cost = prices.cost(call("our-proxy", "claude-haiku-4-5", USAGE));

        assertThat(usd(cost)).isEqualTo("6");
        assertThat(((Cost.Priced) cost).basis()).isEqualTo(Cost.Basis.UPSTREAM);
        assertThat(prices.model("ollama", "deepseek-reasoner", A_DAY)).isPresent();
    }

    @Test
    void takes_an_upstream_s_prices_away() throws IOException {
        PriceList prices = read("""
                "extends": "bundled", "unpriced": ["openai"]""");

        assertThat(prices.cost(call("openai", "gpt-4o", USAGE)).usd()).isEmpty();
    }

    @Test
    void adds_a_provider_with_patterns_of_its_names_and_models() throws IOException {
        PriceList prices = read("""
                "extends": "bundled",
                "providers": [{"id": "house", "matches": ["house-*"], "makes": ["/^house-[0-9]+b$/"], "models": [
                  {"id": "house-large", "matches": ["*-large", "house-70b"], "prices": {"input": 1, "output": 2}}]}]""");

        assertThat(usd(prices.cost(call("house-eu", "eu-large", USAGE)))).isEqualTo("3");
        assertThat(usd(prices.cost(call("somewhere", "house-70b", USAGE)))).isEqualTo("3");
        assertThat(prices.cost(call("house", "house-small", USAGE)).usd()).isEmpty();
    }

    @Test
    void tells_which_lists_it_is_made_of_and_how_old_they_are() throws IOException {
        PriceList prices = read("""
                "extends": "bundled", "source": "contract of 2026\"""");

        assertThat(prices.sources().get(0)).isEqualTo(new PriceSource("contract of 2026", LocalDate.of(2026, 10, 1)));
        assertThat(prices.sources().get(1))
                .isEqualTo(PriceList.bundled().sources().get(0));
        assertThat(prices.sources().get(0).ageInDays(LocalDate.of(2026, 11, 23)))
                .isEqualTo(53);
        assertThat(prices.sources().get(0).ageInDays(LocalDate.of(2026, 9, 30))).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"providers\": [{\"id\": \"a\", \"models\": [{\"id\": \"m\", \"prices\": {\"input\": -1}}]}]'"
                        + "| model \"m\" of \"a\": a price is -1, but prices are from 0 to 999,999,999 US dollars with 20 decimals at most.",
                "'\"providers\": [{\"id\": \"a\", \"models\": [{\"id\": \"m\", \"prices\": {\"input\": 1e999999999}}]}]'"
                        + "| model \"m\" of \"a\": a price is 1E+999999999, but prices are from 0 to 999,999,999 US dollars with 20 decimals at most.",
                "'\"providers\": [{\"id\": \"a\", \"models\": [{\"id\": \"m\", \"prices\": {\"cacheRead\": 1}}]}]'"
                        + "| model \"m\" of \"a\": prices have neither input nor output.",
                "'\"providers\": [{\"id\": \"a\", \"models\": [{\"id\": \"m\", \"matches\": [\"/(/\"]}]}]'"
                        + "| model \"m\" of \"a\": the pattern /(/ is not a regular expression: Unclosed group.",
                "'\"providers\": [{\"id\": \"a\", \"models\": [{\"id\": \"m\"}, {\"id\": \"m\"}]}]'"
                        + "| \"m\" occurs twice among the models of \"a\".",
                "'\"providers\": [{\"id\": \"a\"}, {\"id\": \"a\"}]'" + "| \"a\" occurs twice among providers.",
                "'\"providers\": [{\"id\": \"a\", \"factor\": -0.5}]'"
                        + "| the factor of provider \"a\" is -0.5, but it must be from 0 to 1000 with 20 decimals at most.",
                "'\"providers\": [{\"id\": \"a\", \"models\": [{\"id\": \"m\", \"prices\": {\"input\": 1,"
                        + " \"from\": \"1 May\"}}]}]'"
                        + "| model \"m\" of \"a\": from is \"1 May\", but a day is written 2026-12-31.",
                "'\"providers\": [{\"id\": \"a\", \"models\": [{\"id\": \"m\", \"prices\": {\"input\": 1,"
                        + " \"between\": [\"noon\", \"13:00\"]}}]}]'"
                        + "| model \"m\" of \"a\": between has \"noon\", but a time is written 16:30.",
                "'\"providers\": [{\"id\": \"a\", \"models\": [{\"id\": \"m\", \"prices\": {\"input\": 1,"
                        + " \"above\": [{\"tokens\": 9}, {\"tokens\": 9}]}}]}]'"
                        + "| model \"m\" of \"a\": above has a step at 9 tokens, but steps are 0 or more and must rise.",
                "'\"extends\": \"other.json\"' | extends is \"other.json\", but only \"bundled\" can be extended."
            })
    void says_what_a_file_gets_wrong(String fields, String problem) {
        assertThatThrownBy(() -> read(fields))
                .isExactlyInstanceOf(MalformedFileException.class)
                .hasMessage(folder.resolve("prices.json") + ": " + problem + " docs/prices.md describes the format.");
    }

    @Test
    void says_which_provider_does_not_exist() {
        assertThatThrownBy(() -> read("\"upstreams\": {\"corp\": \"anthropc\"}, \"extends\": \"bundled\""))
                .isExactlyInstanceOf(MalformedFileException.class)
                .hasMessageEndingWith(
                        "upstreams.corp names the provider \"anthropc\", but the list has none of this id."
                                + " docs/prices.md describes the format.");
    }

    @Test
    void says_where_a_misspelt_field_is() {
        assertThatThrownBy(() -> read("\"providers\": [{\"id\": \"a\", \"model\": []}]"))
                .isExactlyInstanceOf(MalformedFileException.class)
                .hasMessageEndingWith("line 2, column 39: there is no field \"providers[0].model\"; the fields here are"
                        + " alsoSells, factor, id, makes, matches, models, tiers.");
    }

    @Test
    void says_that_a_file_is_missing() {
        Path missing = folder.resolve("missing.json");

        assertThatThrownBy(() -> PriceList.read(missing))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(missing.toString());
    }

    @Test
    void says_that_a_file_is_newer_than_this_tokenbudget() throws IOException {
        Path file = folder.resolve("prices.json");
        Files.writeString(file, "{\"schemaVersion\": 2}");

        assertThatThrownBy(() -> PriceList.read(file)).isInstanceOf(NewerSchemaException.class);
    }

    private PriceList read(String fields) throws IOException {
        Path file = folder.resolve("prices.json");
        Files.writeString(file, "{\"schemaVersion\": 1, \"date\": \"2026-10-01\",\n" + fields + "}");
        return PriceList.read(file);
    }

    private static ModelCall at(String started) {
        return call("openai", "gpt-4o-mini", USAGE, Instant.parse(started));
    }
}
