package dev.tokenbudget.internal.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.ReplayedRun.Kind;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model would have answered otherwise to other parameters: the answer is the recorded one, and is told to be. */
class ChangedParametersTest {

    private static final String SCHEMA =
            "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"late\",\"schema\":{\"type\":\"object\"}}}";

    @ParameterizedTest
    @CsvSource({
        "CHAT, temperature, 0.7, temperature 0.7 instead of unset",
        "CHAT, reasoning_effort, \"high\", 'reasoning_effort \"high\" instead of unset'",
        "CHAT, max_completion_tokens, 900, max_completion_tokens 900 instead of unset",
        "RESPONSES, reasoning, {\"effort\":\"low\"}, 'reasoning.effort \"low\" instead of unset'",
        "MESSAGES, max_tokens, 2000, max_tokens 2000 instead of 1000",
        "MESSAGES, thinking, {\"budget_tokens\":4000}, thinking.budget_tokens 4000 instead of unset",
        "GEMINI, generationConfig, {\"temperature\":1}, generationConfig.temperature 1 instead of unset",
        "CONVERSE, inferenceConfig, {\"maxTokens\":50}, inferenceConfig.maxTokens 50 instead of unset",
        "OLLAMA, options, {\"num_predict\":50}, options.num_predict 50 instead of unset"
    })
    void are_named(Dialect dialect, String field, String value, String change) {
        Departure departure = departureWith(dialect, body -> body.set(field, Dialect.parse(value)));

        assertThat(departure.kind()).isEqualTo(Kind.PARAMETER);
        assertThat(departure.because())
                .startsWith("call 1 to " + dialect.upstream)
                .endsWith(" has " + change);
        assertThat(departure.tokens()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"CHAT", "RESPONSES", "MESSAGES", "OLLAMA"})
    void are_another_model(Dialect dialect) {
        Departure departure = departureWith(dialect, body -> body.put("model", "model-large"));

        assertThat(departure.because()).endsWith(" has model model-large instead of model-test");
    }

    @Test
    void are_another_schema() {
        Departure departure = departureWith(Dialect.CHAT, body -> body.set("response_format", Dialect.parse(SCHEMA)));

        assertThat(departure.because()).endsWith(" has another response format");
    }

    @ParameterizedTest
    @CsvSource({"CHAT, store, true", "CHAT, user, \"u-1\"", "MESSAGES, metadata, {\"user_id\":\"u-1\"}"})
    void are_not_what_the_answer_does_not_depend_on(Dialect dialect, String field, String value) {
        Played replayed = replayWith(dialect, body -> body.set(field, Dialect.parse(value)));

        assertThat(replayed.departures()).isEmpty();
    }

    private static Departure departureWith(Dialect dialect, Consumer<ObjectNode> change) {
        Played replayed = replayWith(dialect, change);
        assertThat(replayed.answers()).containsExactly("");
        return replayed.departures().get(0);
    }

    private static Played replayWith(Dialect dialect, Consumer<ObjectNode> change) {
        Played recorded = new ToolLoop(dialect).record();
        return new ToolLoop(dialect)
                .most(1)
                .request(body -> {
                    change.accept(body);
                    return body;
                })
                .replay(recorded.recording());
    }
}
