package dev.tokenbudget.internal.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.run.ReplayedRun.Kind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageBasis;
import dev.tokenbudget.usage.UsageStatus;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that asks for what was never answered. */
class LeftRecordingTest {

    private static final String ONCE_MORE = "Are you sure? Look again at each order of this week, one by one.";

    @ParameterizedTest
    @EnumSource
    void goes_round_once_more(Dialect dialect) {
        RecordedRun recording = new ToolLoop(dialect).record().recording();

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            Talk talk = new Talk(dialect, ToolLoop.SYSTEM);
            new ToolLoop(dialect).work(stage, answers);
            refused(() -> talk.say(stage, answers.get(answers.size() - 1) + "\n" + ONCE_MORE));
        });

        assertThat(replayed.departures()).singleElement().satisfies(departure -> {
            assertThat(departure.kind()).isEqualTo(Kind.LEFT);
            assertThat(departure.call()).isEqualTo(5);
            assertThat(departure.because())
                    .startsWith("call 5 to " + dialect.upstream)
                    .contains(" follows call 4");
        });
        assertThat(replayed.calls()).last().satisfies(call -> {
            assertThat(call.basis()).isEqualTo(UsageBasis.NEEDS_LIVE);
            assertThat(call.status()).isEqualTo(UsageStatus.PARTIAL);
            assertThat(call.usage().output()).isEmpty();
            assertThat(call.usage().input())
                    .hasValue(replayed.departures().get(0).tokens());
        });
    }

    @ParameterizedTest
    @EnumSource
    void asks_again_since_it_cannot_read_the_answer(Dialect dialect) {
        RecordedRun recording = new ToolLoop(dialect).record().recording();

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            ToolLoop once = new ToolLoop(dialect).most(1);
            once.work(stage, answers);
            refused(() -> once.work(stage, answers));
        });

        assertThat(replayed.departures()).singleElement().satisfies(departure -> {
            assertThat(departure.call()).isEqualTo(2);
            assertThat(departure.because())
                    .endsWith("the nearest recorded request, number 1, is the same, and was answered before");
        });
    }

    @ParameterizedTest
    @EnumSource
    void asks_for_a_better_answer_in_the_same_conversation(Dialect dialect) {
        ScriptedModel.Script model = Talk.model(dialect, "Give me JSON", "no JSON");
        RecordedRun recording = Plays.record(
                        model,
                        (stage, answers) -> answers.add(Talk.once(dialect, stage, ToolLoop.SYSTEM, "Give me JSON")))
                .recording();

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            Talk talk = new Talk(dialect, ToolLoop.SYSTEM);
            talk.say(stage, "Give me JSON");
            refused(() -> talk.say(stage, "That was no JSON. Give me JSON and nothing else."));
        });

        assertThat(replayed.departures())
                .singleElement()
                .satisfies(departure -> assertThat(departure.because())
                        .contains(" follows call 1")
                        .contains("the history, line 1"));
    }

    @Test
    void is_told_that_there_is_no_recording() {
        ReplayedAnswers nothing = new ReplayedAnswers(run -> Optional.empty(), Slopes.TABLE);
        try (Stage stage = new Stage(nothing)) {
            HttpResponse<byte[]> answer = stage.send("openai", "/chat/completions", "{\"model\":\"m\"}");

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains(
                            "This task has no recording that could answer. Only a live run knows how the model"
                                    + " answers it: -Dtokenbudget.calls=live, or -Dtokenbudget.calls=record to keep the answer.");
            assertThat(nothing.departures(stage.run)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leaves_it_once_where_a_client_sends_the_same_again(Dialect dialect) {
        RecordedRun recording = new RecordedRun(List.of());

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            for (int attempt = 0; attempt < 3; attempt++) {
                refused(() -> Talk.once(dialect, stage, "", "Hello?"));
            }
        });

        assertThat(replayed.departures()).hasSize(1);
        assertThat(replayed.calls()).filteredOn(ModelCall::isBilled).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "CHAT, /error/message",
        "RESPONSES, /error/message",
        "MESSAGES, /error/message",
        "GEMINI, /error/message",
        "CONVERSE, /message",
        "OLLAMA, /error"
    })
    void is_refused_as_its_provider_refuses(Dialect dialect, String message) {
        ReplayedAnswers nothing = new ReplayedAnswers(run -> Optional.of(new RecordedRun(List.of())), Slopes.TABLE);
        try (Stage stage = new Stage(nothing)) {
            String request = dialect.request(new Prompt("", List.of(), List.of(dialect.user("Hello?"))))
                    .toString();
            HttpResponse<byte[]> answer = stage.send(dialect.upstream, dialect.path, request);

            JsonNode error = Dialect.parse(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.headers().firstValue("X-Should-Retry")).hasValue("false");
            assertThat(error.at(message).asText())
                    .startsWith("The run has left its recording: call 1 to " + dialect.upstream)
                    .contains("nothing of the kind was recorded");
        }
    }

    /** What is known of a call that nothing answers: its text, and what the provider added to the one most like it. */
    @Test
    void pays_for_the_prompt_at_least() {
        RecordedRun recording = new ToolLoop(Dialect.CHAT).record().recording();
        Slopes exact = (provider, model) -> new Slopes.Slope(1, 0);

        Played replayed = Plays.replay(
                recording,
                (stage, answers) -> {
                    new ToolLoop(Dialect.CHAT).work(stage, answers);
                    refused(() -> new ToolLoop(Dialect.CHAT)
                            .task(ONCE_MORE + answers.get(3))
                            .work(stage, answers));
                },
                exact);

        long live = new ToolLoop(Dialect.CHAT)
                .task(ONCE_MORE + ToolLoop.CONCLUSION)
                .most(1)
                .record()
                .calls()
                .get(0)
                .usage()
                .input()
                .orElseThrow();
        assertThat(replayed.departures())
                .singleElement()
                .satisfies(departure -> assertThat(departure.tokens()).isEqualTo(live));
    }

    private static void refused(Runnable asking) {
        try {
            asking.run();
        } catch (Stage.Refused refused) {
            assertThat(refused.status).isEqualTo(409);
            return;
        }
        throw new AssertionError("answered");
    }
}
