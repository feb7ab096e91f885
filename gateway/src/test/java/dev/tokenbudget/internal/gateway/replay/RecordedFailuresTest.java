package dev.tokenbudget.internal.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageStatus;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What failed when it was recorded fails again. */
class RecordedFailuresTest {

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 529})
    void are_given_in_their_order_and_without_waiting(int status) {
        Played recorded = Plays.record(failingAtFirst(status), RecordedFailuresTest::askUntilAnswered);

        Played replayed = Plays.replay(recorded.recording(), RecordedFailuresTest::askUntilAnswered);

        assertThat(recorded.answers()).contains(status + " retry-after 0 ms 1", "Here you are.");
        assertThat(replayed.answers()).isEqualTo(recorded.answers());
        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.calls())
                .extracting(ModelCall::status)
                .containsExactly(UsageStatus.NOT_BILLED, UsageStatus.NOT_BILLED, UsageStatus.REPORTED);
    }

    @Test
    void are_given_to_a_changed_request_as_well() {
        Played recorded = Plays.record(failingAtFirst(529), RecordedFailuresTest::askUntilAnswered);

        Played replayed = Plays.replay(
                recorded.recording(),
                (stage, answers) -> askUntilAnswered(stage, answers, "Please say something, and say it in Dutch."));

        assertThat(replayed.answers()).isEqualTo(recorded.answers());
        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.calls())
                .extracting(ModelCall::status)
                .containsExactly(UsageStatus.NOT_BILLED, UsageStatus.NOT_BILLED, UsageStatus.REPORTED);
    }

    private static ScriptedModel.Script failingAtFirst(int status) {
        AtomicInteger asked = new AtomicInteger();
        return call -> asked.incrementAndGet() <= 2
                ? ScriptedModel.json(
                        call, status, Dialect.parse("{\"type\":\"error\",\"error\":{\"message\":\"busy\"}}"))
                : ScriptedModel.json(
                        call,
                        200,
                        Dialect.MESSAGES.answer(
                                Answer.text("1", "Here you are.").input(30)));
    }

    private static void askUntilAnswered(Stage stage, List<String> answers) {
        askUntilAnswered(stage, answers, "Please say something.");
    }

    private static void askUntilAnswered(Stage stage, List<String> answers, String text) {
        String body = Dialect.MESSAGES
                .request(new Prompt("", List.of(), List.of(Dialect.MESSAGES.user(text))))
                .toString();
        HttpResponse<byte[]> answer = stage.send("anthropic", "/v1/messages", body);
        while (answer.statusCode() != 200) {
            answers.add(answer.statusCode() + " retry-after "
                    + answer.headers().firstValue("retry-after").orElse("none") + " ms "
                    + answer.headers().firstValue("retry-after-ms").orElse("none"));
            answer = stage.send("anthropic", "/v1/messages", body);
        }
        answers.add(Dialect.MESSAGES.text(Dialect.parse(new String(answer.body(), StandardCharsets.UTF_8))));
    }
}
