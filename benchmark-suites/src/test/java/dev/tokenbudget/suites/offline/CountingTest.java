package dev.tokenbudget.suites.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    private long input(String... tools) throws Exception {
        try (OfflineModel model = OfflineModel.start()) {
            return client.post(model, PlainClient.asking("Hello, which files are there?", "", tools))
                    .at("/usage/input_tokens")
                    .asLong();
        }
    }
}
