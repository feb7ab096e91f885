package dev.tokenbudget.suites.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An offline model that answers as another version of it would, whatever it is asked. */
class HabitsTest {

    private static final String TOOL = "{\"name\": \"read_file\", \"input_schema\": {\"type\": \"object\"}}";

    private final PlainClient client = new PlainClient();

    @AfterEach
    void have_none() {
        System.clearProperty("suite.verbosity");
        System.clearProperty("suite.moreToolCalls");
        System.clearProperty("suite.varyingToolCalls");
    }

    @Test
    void says_the_same_at_greater_length() throws Exception {
        String brief = answer();

        System.setProperty("suite.verbosity", "1.4");

        assertThat(answer()).startsWith(brief + "In other words: ");
        assertThat((double) O200kTokens.count(answer())).isCloseTo(1.4 * O200kTokens.count(brief), within(2.0));
    }

    @Test
    void says_it_as_often_as_the_length_needs() throws Exception {
        String brief = answer();

        System.setProperty("suite.verbosity", "3.5");

        assertThat((double) O200kTokens.count(answer())).isCloseTo(3.5 * O200kTokens.count(brief), within(2.0));
    }

    @Test
    void calls_a_tool_once_more_than_it_needs() throws Exception {
        int rounds = roundsOfToolCalls();

        System.setProperty("suite.moreToolCalls", "1");

        assertThat(roundsOfToolCalls()).isEqualTo(rounds + 1);
    }

    @Test
    void calls_tools_as_often_as_it_draws_for_each_conversation() {
        Habits habits = new Habits(1, 0, 1.5);

        assertThat(IntStream.range(0, 1_000).map(seed -> habits.varyingRounds(Draws.of(seed))))
                .contains(0, 1, 2, 3, 4, 5)
                .satisfies(rounds -> assertThat(
                                rounds.stream().mapToInt(Integer::intValue).average())
                        .hasValueCloseTo(1.5, within(0.2)));
    }

    @Test
    void draws_the_same_number_of_tool_calls_for_the_same_conversation() throws Exception {
        System.setProperty("suite.varyingToolCalls", "5");

        assertThat(roundsOfToolCalls()).isEqualTo(roundsOfToolCalls()).isGreaterThan(1);
    }

    @Test
    void refuses_a_verbosity_that_is_no_number_above_0() {
        System.setProperty("suite.verbosity", "much");

        assertThatIllegalArgumentException()
                .isThrownBy(OfflineModel::start)
                .withMessage("suite.verbosity is \"much\", but must be a number above 0, like 1.4.");
    }

    private String answer() throws Exception {
        try (OfflineModel model = OfflineModel.start(3)) {
            return client.post(model, PlainClient.asking("diff --git", ""))
                    .at("/content/0/text")
                    .asText();
        }
    }

    private int roundsOfToolCalls() throws Exception {
        try (OfflineModel model = OfflineModel.start(3)) {
            JsonNode answer = client.post(model, PlainClient.asking("diff --git", "", TOOL));
            int rounds = 0;
            for (; answer.path("stop_reason").asText().equals("tool_use"); rounds++) {
                String id = answer.at("/content/1/id").asText();
                answer = client.post(model, """
                        {"model": "m", "max_tokens": 4000, "tools": [%s], "messages": [
                          {"role": "user", "content": "diff --git"},
                          {"role": "assistant", "content": [{"type": "tool_use", "id": "%s", "name": "read_file", "input": {}}]},
                          {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "%s", "content": "-"}]}]}
                        """.formatted(TOOL, id, id));
            }
            return rounds;
        }
    }
}
