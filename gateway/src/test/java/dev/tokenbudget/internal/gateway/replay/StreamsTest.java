package dev.tokenbudget.internal.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.gateway.answers.AskedCall;
import dev.tokenbudget.internal.replay.Body;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams are replayed event by event. */
class StreamsTest {

    private static final String SYSTEM = "You look up the weather for gardeners, and tell them whether to water.";

    private static final List<String> CALLING = List.of(
            "{\"id\":\"chatcmpl-1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"tool_calls\":"
                    + "[{\"index\":0,\"id\":\"call_1\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"}}]}}]}",
            "{\"id\":\"chatcmpl-1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":"
                    + "[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}]}",
            "{\"id\":\"chatcmpl-1\",\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":80,\"completion_tokens\":9}}",
            "[DONE]");

    private static final List<String> ANSWERING = List.of(
            "{\"id\":\"chatcmpl-2\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Water the tomatoes this \"}}]}",
            "{\"id\":\"chatcmpl-2\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"evening, and nothing else.\"},"
                    + "\"finish_reason\":\"stop\"}]}",
            "{\"id\":\"chatcmpl-2\",\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":11}}",
            "[DONE]");

    @Test
    void are_the_same_bytes_and_cost_the_same() {
        Played recorded = Plays.record(StreamsTest::model, (stage, answers) -> ask(stage, answers, SYSTEM));

        Played replayed = Plays.replay(recorded.recording(), (stage, answers) -> ask(stage, answers, SYSTEM));

        assertThat(replayed.answers()).isEqualTo(recorded.answers());
        assertThat(replayed.calls())
                .extracting(ModelCall::usage)
                .containsExactly(TokenUsage.of(80, 9), TokenUsage.of(120, 11));
        assertThat(replayed.calls()).extracting(ModelCall::streamed).containsOnly(true);
    }

    /** The gateway asks for usage where the agent does not, and takes the answer to that out again. */
    @Test
    void hold_no_usage_that_the_agent_did_not_ask_for() {
        Played recorded = Plays.record(StreamsTest::model, (stage, answers) -> ask(stage, answers, SYSTEM));

        assertThat(recorded.answers()).allSatisfy(answer -> assertThat(answer).doesNotContain("usage"));
        assertThat(recorded.recording().exchanges().toString()).contains("prompt_tokens");
    }

    @Test
    void are_told_apart_by_what_their_pieces_make() {
        RecordedRun recording = Plays.record(StreamsTest::model, (stage, answers) -> ask(stage, answers, SYSTEM))
                .recording();

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            ask(stage, answers, SYSTEM + " Be kind.");
            try {
                Talk.once(
                        Dialect.CHAT,
                        stage,
                        "You are a gardener of forty years who checks what others say.",
                        "Is this right? Water the tomatoes this evening, and nothing else.");
            } catch (Stage.Refused refused) {
                answers.add("refused");
            }
        });

        assertThat(replayed.answers()).hasSize(3).last().isEqualTo("refused");
        assertThat(replayed.departures())
                .singleElement()
                .satisfies(departure -> assertThat(departure.because()).contains("follows call 2"));
    }

    /** Who wants a stream cannot read a document. */
    @Test
    void are_no_answer_to_a_request_for_a_document() {
        RecordedRun recording = Plays.record(StreamsTest::model, (stage, answers) -> ask(stage, answers, SYSTEM))
                .recording();

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            try {
                Talk.once(Dialect.CHAT, stage, SYSTEM, "Shall I water?");
            } catch (Stage.Refused refused) {
                answers.add("refused");
            }
        });

        assertThat(replayed.answers()).containsExactly("refused");
    }

    private static Exchange model(AskedCall call) {
        boolean called = call.asked().body().toString().contains("call_1");
        List<Body.Event> events = (called ? ANSWERING : CALLING)
                .stream().map(data -> new Body.Event(List.of("data: " + data))).toList();
        return ScriptedModel.exchange(call, 200, "text/event-stream", new Body.Events(events));
    }

    private static void ask(Stage stage, List<String> answers, String system) {
        String question = "{\"role\":\"system\",\"content\":\"" + system
                + "\"},{\"role\":\"user\",\"content\":\"Shall I water?\"}";
        String called = "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"weather\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"dry\"}";
        for (String messages : Arrays.asList(question, question + "," + called)) {
            String body = "{\"model\":\"m\",\"stream\":true,\"messages\":[" + messages + "]}";
            answers.add(
                    new String(stage.send("openai", "/chat/completions", body).body(), StandardCharsets.UTF_8));
        }
    }
}
