package dev.tokenbudget.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.NewerSchemaException;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.price.PriceSource;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Tolerance;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"history", "webhook", "userKey", "otlp", "otlpHeaders", "pushgateway", "langSmith"})
    void tests_are_told_nothing_that_may_hold_a_secret(String name, @TempDir Path folder) throws IOException {
        Path file = folder.resolve(BuildSettings.FILE_NAME);
        Map<String, String> given = Map.of("tokenbudget." + name, "canary-4711", "tokenbudget.tolerance", "+5%");

        new BuildSettings(BuildId.given("1", Optional.empty()), Optional.empty(), given).write(file);

        assertThat(Files.readString(file)).contains("+5%").doesNotContain("canary-4711", name);
    }

    @Test
    void the_first_source_that_sets_a_key_wins() {
        Settings settings = Settings.of(
                source("command line", "tokenbudget.tolerance", "+5%"),
                source("POM", "tokenbudget.tolerance", "+10%", "tokenbudget.failOnNew", "true"),
                source("JUnit", "tokenbudget.failOnNew", "false", "tokenbudget.graceSeconds", "9"));

        assertThat(settings.tolerance()).isEqualTo(Tolerance.parse("+5%"));
        assertThat(settings.isOn(Setting.FAIL_ON_NEW)).isTrue();
        assertThat(settings.text(Setting.GRACE_SECONDS)).isEqualTo("9");
        assertThat(settings.isOn(Setting.FAIL_ON_MISSING)).as("nobody set it").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio", "/a b", "post /a", "/a,,/b", "*"})
    void what_is_no_path_is_refused(String value) {
        assertThatThrownBy(() -> Settings.of(source("POM", "tokenbudget.ignoredPaths", value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("tokenbudget.ignoredPaths=" + value)
                .hasMessageContaining("/audio/speech, POST /images/*");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void every_default_is_a_value_that_its_own_check_allows(Setting setting) {
        Settings settings = Settings.of(source("test", setting.key(), setting.defaultValue()));

        assertThat(settings.text(setting)).isEqualTo(Settings.of().text(setting));
        assertThat(setting.key()).startsWith("tokenbudget.");
        assertThat(setting.meaning()).isNotBlank();
    }

    @Test
    void the_meaning_of_the_mode_names_every_mode() {
        assertThat(Setting.MODE.meaning())
                .contains(Stream.of(Mode.values()).map(Mode::key).toList());
    }

    @Test
    void a_rule_is_set_part_by_part() {
        Settings settings = Settings.of(
                source("command line", "tokenbudget.rule.2.tolerance", "+5%"),
                source("POM", "tokenbudget.rule.2.tolerance", "+10%", "tokenbudget.rule.2.task", "Plan*"));

        assertThat(settings.rules().get(2)).containsExactly(entry("task", "Plan*"), entry("tolerance", "+5%"));
        assertThat(settings.explicit())
                .containsExactly(
                        entry("tokenbudget.rule.2.task", "Plan*"), entry("tokenbudget.rule.2.tolerance", "+5%"));
    }

    @ParameterizedTest
    @CsvSource({"rule.1.metrik, calls", "rule.0.metric, calls", "rule.metric, calls", "rule.1.metric, ' '"})
    void a_part_that_no_rule_has_is_refused(String key, String value) {
        assertThatThrownBy(() -> Settings.of(source("POM", "tokenbudget." + key, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(
                        "A rule has a number from 1 on, and of task, metric, statistic, tolerance, minimum, maximum,"
                                + " mode and alpha those that it needs");
    }

    @Test
    void tells_what_was_set_and_leaves_defaults_out() {
        Settings settings = Settings.of(
                source("test", "tokenbudget.tolerance", " +5% ", "tokenbudget.upstream.mine", "http://localhost:8080"));

        assertThat(settings.explicit())
                .containsExactly(
                        entry("tokenbudget.tolerance", "+5%"),
                        entry("tokenbudget.upstream.mine", "http://localhost:8080"));
    }

    @Test
    void leaves_the_keys_of_others_alone() {
        Properties properties = new Properties();
        properties.setProperty("user.home", "/home/x");
        properties.setProperty("tokenbudgeting", "x");
        properties.setProperty("tokenbudget.append", "true");

        assertThat(Settings.of(Settings.Source.of("test", properties)).explicit())
                .containsExactly(entry("tokenbudget.append", "true"));
    }

    @Test
    void refuses_an_unknown_key_even_in_a_source_that_is_outvoted_and_names_those_there_are() {
        assertThatThrownBy(() -> Settings.of(
                        source("command line", "tokenbudget.tolerance", "+5%"),
                        source("POM", "tokenbudget.tolerence", "+10%")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("There is no setting tokenbudget.tolerence (POM). The settings are ")
                .hasMessageContaining("tokenbudget.tolerance")
                .hasMessageEndingWith(", tokenbudget.rule.<number>.<part> and tokenbudget.upstream.<name>.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "skip|yes|Use true or false.",
                "failOnNew|TRUE|Use true or false.",
                "mode|lax|There is no mode 'lax'. Use one of default, strict, exact, report.",
                "graceSeconds|-1|Use a whole number of seconds, such as 5.",
                "graceSeconds|5s|Use a whole number of seconds, such as 5.",
                "graceSeconds|123456|Use a whole number of seconds, such as 5.",
                "baselineDirectory|~~|It must not be blank.",
                "task|~ ~|It must not be blank.",
                "tolerance|15|The tolerance '15' is malformed. Write +15% (at most 15 % more), -10%..+15% (at least and at most), +500 (at most 500 more), or +15%,+200 (both must be crossed)."
            })
    void refuses_a_bad_value_with_its_key_its_source_and_what_is_allowed(String key, String value, String allowed) {
        assertThatThrownBy(() -> Settings.of(source("POM", "tokenbudget." + key, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("tokenbudget." + key + "=" + value.strip() + " (POM) cannot be used. " + allowed);
    }

    @Test
    void takes_upstreams_by_name_from_the_first_source_that_names_them() {
        Settings settings = Settings.of(
                source("command line", "tokenbudget.upstream.openai", "http://localhost:1/v1"),
                source(
                        "POM",
                        "tokenbudget.upstream.openai",
                        "https://b.example",
                        "tokenbudget.upstream.mine",
                        "http://[::1]:2"));

        assertThat(settings.upstreams())
                .containsOnly(
                        entry("openai", URI.create("http://localhost:1/v1")),
                        entry("mine", URI.create("http://[::1]:2")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:8080",
                "ftp://host",
                "http://",
                "http:///v1",
                "http://host/a b",
                "http://ho st",
                "/v1"
            })
    void refuses_an_upstream_that_is_no_base_url(String url) {
        assertThatThrownBy(() -> Settings.of(source("POM", "tokenbudget.upstream.mine", url)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("tokenbudget.upstream.mine=" + url
                        + " (POM) cannot be used. Give the base URL as the provider's"
                        + " client would get it, without a password or a key, such as http://localhost:8080/v1.");
    }

    @ParameterizedTest
    @CsvSource({
        "https://me:secret@example.com/v1,https://…@example.com/v1",
        "https://secret@example.com,https://…@example.com",
        "https://example.com/v1?key=secret,https://example.com/v1?…",
        "https://example.com/v1#secret,https://example.com/v1?…",
        "nowhere//me:secret@example.com?key=secret,nowhere//…@example.com?…"
    })
    void refuses_an_upstream_with_a_password_or_a_key_and_does_not_repeat_it(String url, String shown) {
        assertThatThrownBy(() -> Settings.of(source("POM", "tokenbudget.upstream.mine", url)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("tokenbudget.upstream.mine=" + shown + " (POM) cannot be used.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "ä", "..", "a?b"})
    void refuses_an_upstream_whose_name_cannot_stand_in_a_url(String name) {
        assertThatThrownBy(() -> Settings.of(source("POM", "tokenbudget.upstream." + name, "http://localhost:1")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("tokenbudget.upstream." + name);
    }

    @Test
    void a_build_hands_its_settings_to_its_tests_through_a_file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("target/tokenbudget/settings.json");
        BuildSettings build = new BuildSettings(
                new BuildId("b1", Optional.of("0a1b2c3")),
                Optional.of("-Dtest=Some*Test"),
                Map.of("tokenbudget.tolerance", "+5%", "tokenbudget.skip", "false"));

        build.write(file);
        String text = Files.readString(file);
        build.write(file);

        assertThat(BuildSettings.read(file)).isEqualTo(build);
        assertThat(file).hasContent(text);
        assertThat(Settings.of(build.asSource()).tolerance()).isEqualTo(Tolerance.parse("+5%"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schemaVersion\":1}",
                "{\"schemaVersion\":1,\"build\":\"a b\",\"settings\":{}}",
                "{\"schemaVersion\":1,\"build\":\"b\",\"settings\":{\"k\":null}}",
                "{\"schemaVersion\":1,\"build\":\"b\",\"settings\":{\"k\":1}}",
                "{"
            })
    void a_broken_settings_file_is_named_with_its_remedy(String text, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("settings.json"), text);

        assertThatThrownBy(() -> BuildSettings.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageEndingWith(" Run mvn clean, or delete the file.");
    }

    @Test
    void a_settings_file_of_a_newer_schema_is_refused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("settings.json"), "{\"schemaVersion\":2}");

        assertThatThrownBy(() -> BuildSettings.read(file)).isInstanceOf(NewerSchemaException.class);
    }

    @Test
    void a_price_list_is_looked_for_in_the_module(@TempDir Path module) throws IOException {
        Files.writeString(
                module.resolve("prices.json"),
                "{\"schemaVersion\": 1, \"date\": \"2026-10-01\", \"source\": \"ours\"}");
        Settings settings = Settings.of(source("POM", "tokenbudget.prices", "prices.json"));

        assertThat(settings.prices(module).sources())
                .containsExactly(new PriceSource("ours", LocalDate.parse("2026-10-01")));
        assertThat(Settings.of().prices(module)).isSameAs(PriceList.bundled());
    }

    @Test
    void a_price_list_that_is_not_there_is_named_with_the_setting_that_asks_for_it(@TempDir Path module) {
        Settings settings = Settings.of(source("POM", "tokenbudget.prices", "price.json"));

        assertThatThrownBy(() -> settings.prices(module))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(
                        module.resolve("price.json") + ": there is no such price list. tokenbudget.prices=price.json"
                                + " names a file relative to the module; docs/prices.md describes its format.");
    }

    @Test
    void a_malformed_price_list_is_named_with_the_place_of_the_error(@TempDir Path module) throws IOException {
        Files.writeString(module.resolve("prices.json"), "{\n  \"schemaVersion\": 1,\n  \"date\": 2026\n}");
        Settings settings = Settings.of(source("POM", "tokenbudget.prices", "prices.json"));

        assertThatThrownBy(() -> settings.prices(module))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(module.resolve("prices.json") + ": line 3, column ");
    }

    private static Settings.Source source(String name, String key, String value) {
        return new Settings.Source(name, Map.of(key, value));
    }

    private static Settings.Source source(String name, String key1, String value1, String key2, String value2) {
        return new Settings.Source(name, Map.of(key1, value1, key2, value2));
    }
}
