package dev.tokenbudget.internal.replay;

import static dev.tokenbudget.internal.replay.RecordingExample.conversation;
import static dev.tokenbudget.internal.replay.RecordingExample.exchange;
import static dev.tokenbudget.internal.replay.RecordingExample.recording;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A recording is reviewed as a diff. */
class ReadableRecordingTest {

    @Test
    void a_changed_line_of_a_prompt_is_a_changed_line_of_the_file() {
        List<String> before = RecordingText.of(recording(conversation(5), conversation(6)))
                .lines()
                .toList();
        List<String> after = RecordingText.of(recording(changed(conversation(5)), changed(conversation(6))))
                .lines()
                .toList();

        assertThat(after).hasSameSizeAs(before);
        List<String> changed = new ArrayList<>(after);
        changed.removeAll(before);
        assertThat(changed).containsExactly("      \"- Do praise, and do not repeat the code.\",");
    }

    @Test
    void an_event_takes_a_line_and_says_only_what_is_its_own() {
        List<Body.Event> events = Stream.of("Hel", "lo", "!")
                .map(piece ->
                        "data: {\"object\":\"chat.completion.chunk\",\"id\":\"c1\",\"model\":\"m\",\"choices\":[\""
                                + piece + "\"]}")
                .map(data -> new Body.Event(List.of(data)))
                .toList();
        RecordedRun run = new RecordedRun(List.of(exchange(new Body.None(), new Body.Events(events))));

        assertThat(RecordingText.of(recording(run)).lines())
                .contains(
                        "        {\"$each\": {\"object\": \"chat.completion.chunk\", \"id\": \"c1\", \"model\": \"m\"}},",
                        "        {\"data\": {\"choices\": [\"Hel\"]}},",
                        "        {\"data\": {\"choices\": [\"lo\"]}},",
                        "        {\"data\": {\"choices\": [\"!\"]}}");
    }

    @Test
    void an_answer_looks_like_what_the_next_request_repeats_of_it() {
        assertThat(OrderedJson.document("{\"text\":\"Hi\",\"type\":\"text\"}"))
                .contains("{\"type\":\"text\",\"text\":\"Hi\"}");
        assertThat(OrderedJson.document("[{\"messages\":[],\"model\":\"m\",\"tools\":[],\"a\":1.50}]"))
                .contains("[{\"model\":\"m\",\"a\":1.5,\"tools\":[],\"messages\":[]}]");
        assertThat(OrderedJson.document("{\"a\":1,\"a\":2}")).isEmpty();
    }

    @Test
    void the_same_recording_gives_the_same_bytes() {
        assertThat(RecordingText.of(recording(conversation(5))))
                .isEqualTo(RecordingText.of(recording(conversation(5))))
                .doesNotContain("\r")
                .endsWith("}\n");
    }

    private static RecordedRun changed(RecordedRun run) {
        return new RecordedRun(run.exchanges().stream()
                .map(exchange -> new Exchange(
                        exchange.upstream(),
                        exchange.agent(),
                        exchange.method(),
                        exchange.target(),
                        RecordingExample.json(
                                ((Body.Json) exchange.request()).document().replace("- Do not praise", "- Do praise")),
                        exchange.status(),
                        exchange.headers(),
                        exchange.answer(),
                        exchange.calls()))
                .toList());
    }
}
