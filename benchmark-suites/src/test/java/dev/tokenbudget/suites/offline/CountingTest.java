package dev.tokenbudget.suites.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An offline model that counts as other providers do. */
class CountingTest {

    private static final String TOOL = "{\"name\": \"read_file\", \"input_schema\": {\"type\": \"object\"}}";

    private final PlainClient client = new PlainClient();

    @AfterEach
    void count_plainly() {
        System.clearProperty("suite.hiddenTokens");
        System.clearProperty("suite.slope");
    }

    @Test
    void adds_hidden_tokens_to_calls_with_tools_alone() throws Exception {
        long plain = input();
        long withTool = input(TOOL);

        System.setProperty("suite.hiddenTokens", "346");

        assertThat(input()).isEqualTo(plain);
        assertThat(input(TOOL)).isEqualTo(withTool + 346);
    }

    @Test
    void counts_the_text_by_a_slope_and_the_hidden_tokens_as_they_are() throws Exception {
        long withTool = input(TOOL);

        System.setProperty("suite.hiddenTokens", "700");
        System.setProperty("suite.slope", "1.1");

        assertThat(input(TOOL)).isEqualTo(Math.round(withTool * 1.1) + 700);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "1.5"})
    void refuses_hidden_tokens_that_are_no_number(String setting) {
        System.setProperty("suite.hiddenTokens", setting);

        assertThatIllegalArgumentException()
                .isThrownBy(OfflineModel::start)
                .withMessage("suite.hiddenTokens is \"" + setting + "\", but must be a whole number of 0 or more.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1.1", "steep", "1,1"})
    void refuses_a_slope_that_is_no_number_above_0(String setting) {
        System.setProperty("suite.slope", setting);

        assertThatIllegalArgumentException()
                .isThrownBy(OfflineModel::start)
                .withMessage("suite.slope is \"" + setting + "\", but must be a number above 0, like 1.1.");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages, output_config, format, /usage/input_tokens",
        "/v1/chat/completions, response_format, json_schema, /usage/prompt_tokens",
        "/v1/responses, text, format, /usage/input_tokens",
    })
    void charges_for_the_schema_that_an_answer_has_to_follow(String path, String field, String inner, String usage)
            throws Exception {
        String asked = """
                {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": "Hi"}],
                 "input": [{"role": "user", "content": "Hi"}]%s}""";
        String schema = """
                , "%s": {"type": "json_schema", "%s": {"type": "json_schema", "name": "colour", "schema": {"enum": ["red", "blue"]}}}""".formatted(field, inner);

        long added = input(path, asked.formatted(schema), usage) - input(path, asked.formatted(""), usage);

        assertThat(added).isBetween(15L, 40L);
    }

    private long input(String path, String body, String usage) throws Exception {
        try (OfflineModel model = OfflineModel.start()) {
            return new ObjectMapper()
                    .readTree(client.send(model, path, body).body())
                    .at(usage)
                    .asLong();
        }
    }

    private long input(String... tools) throws Exception {
        try (OfflineModel model = OfflineModel.start()) {
            return client.post(model, PlainClient.asking("Hello, which files are there?", "", tools))
                    .at("/usage/input_tokens")
                    .asLong();
        }
    }
}
