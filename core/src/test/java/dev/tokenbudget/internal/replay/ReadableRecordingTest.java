package dev.tokenbudget.internal.replay;

import static dev.tokenbudget.internal.replay.RecordingExample.conversation;
import static dev.tokenbudget.internal.replay.RecordingExample.exchange;
import static dev.tokenbudget.internal.replay.RecordingExample.recording;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tokenbudget.internal.json.JsonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
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
        assertThat(changed).containsExactly("    \"- Do praise, and do not repeat the code.\",");
    }

    @Test
    void events_that_are_alike_are_one_with_the_text_that_they_make() {
        List<Body.Event> events =
                Stream.of("He\nl", "lo", "!").map(ReadableRecordingTest::chunk).toList();

        assertThat(RecordingText.of(recording(streamed(events))).lines())
                .containsSequence(
                        "        {\"$each\": {\"object\": \"chat.completion.chunk\", \"id\": \"c1\", \"model\": \"m\"}},",
                        "        {\"data\": {\"choices\": [{\"$pieces\": {\"text\": \"He\\nllo!\", \"lengths\": [4, 2, 1]}}]}}");
    }

    @Test
    void a_streamed_answer_is_the_same_text_as_the_message_that_repeats_it() {
        String piece = "One of the words that an answer is made of. ";
        Body next = RecordingExample.json("{\"messages\": [\"" + piece.repeat(4) + "\"]}");
        RecordedRun conversation = new RecordedRun(List.of(
                exchange(
                        new Body.None(),
                        new Body.Events(Stream.of("", piece, piece, piece.repeat(2))
                                .map(ReadableRecordingTest::chunk)
                                .toList())),
                exchange(next, new Body.None())));

        assertThat(RecordingText.of(recording(conversation))).containsOnlyOnce(piece.repeat(4));
    }

    private static Body.Event chunk(String piece) {
        return new Body.Event(
                List.of("data: {\"object\":\"chat.completion.chunk\",\"id\":\"c1\",\"model\":\"m\",\"choices\":["
                        + JsonFile.line(TextNode.valueOf(piece)) + "]}"));
    }

    private static RecordedRun streamed(List<Body.Event> events) {
        return new RecordedRun(List.of(exchange(new Body.None(), new Body.Events(events))));
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

    /** Each request holds some pages of code that it shares with those before it. */
    @Test
    void a_file_is_hardly_longer_than_what_is_different_in_it() {
        for (RecordedRun[] runs : List.of(
                new RecordedRun[] {pages(conversation(5)), pages(conversation(5)), pages(conversation(5))},
                new RecordedRun[] {pages(conversation(40))})) {
            int length = RecordingText.of(recording(runs)).length();

            assertThat(length).isLessThan((int) (1.3 * distinctText(runs)));
            assertThat(wholeText(runs)).isGreaterThan(2 * length);
        }
    }

    @Test
    void the_files_of_the_suites_are_hardly_longer_than_what_is_different_in_them() {
        RecordingFolder suites = RecordingFolder.beside(Path.of("../benchmark-suites/src/test/tokenbudget"));

        assertThat(suites.tasks()).isNotEmpty().allSatisfy(task -> {
            RecordedRun[] runs = suites.read(task).orElseThrow().runs().toArray(RecordedRun[]::new);
            int length = Files.readString(suites.file(task)).length();
            assertThat(length).isLessThan((int) (1.3 * distinctText(runs)));
        });
    }

    /** Make the tool results of a conversation as long as files of code are. */
    private static RecordedRun pages(RecordedRun run) {
        String line = "    private final Map<String, Entry> entries = new HashMap<>();\\n";
        return changed(run, request -> request.replace(line, line.repeat(60)));
    }

    /** Return the length of all requests, answers and calls, in which every message, text, definition and event counts once. */
    private static int distinctText(RecordedRun... runs) {
        Set<String> distinct = new HashSet<>();
        exchanges(runs).forEach(exchange -> {
            distinct.add(JsonFile.line(CommonJson.asked(exchange)));
            distinct.add(JsonFile.line(CommonJson.answered(exchange)));
            add(exchange.request(), distinct);
            add(exchange.answer(), distinct);
            exchange.calls()
                    .forEach(call -> distinct.add(JsonFile.line(RecordedCallJson.of(
                            call, exchange.upstream(), exchange.agent().orElse("")))));
        });
        return distinct.stream().mapToInt(String::length).sum();
    }

    private static int wholeText(RecordedRun... runs) {
        return exchanges(runs)
                .mapToInt(
                        exchange -> ((Body.Json) exchange.request()).document().length()
                                + ((Body.Json) exchange.answer()).document().length())
                .sum();
    }

    private static Stream<Exchange> exchanges(RecordedRun... runs) {
        return Stream.of(runs).flatMap(run -> run.exchanges().stream());
    }

    private static void add(Body body, Set<String> distinct) {
        if (body instanceof Body.Events stream) {
            stream.events().forEach(event -> add(EventJson.of(event), distinct));
        } else {
            add(JsonFile.parse(((Body.Json) body).document()).orElseThrow(), distinct);
        }
    }

    private static void add(JsonNode document, Set<String> distinct) {
        document.properties().forEach(field -> {
            if (field.getKey().equals("data")) {
                add(field.getValue(), distinct);
            } else if (field.getValue().isArray()) {
                field.getValue().forEach(item -> distinct.add(item.toString()));
            } else {
                distinct.add(field.getKey() + field.getValue());
            }
        });
    }

    private static RecordedRun changed(RecordedRun run) {
        return changed(run, request -> request.replace("- Do not praise", "- Do praise"));
    }

    private static RecordedRun changed(RecordedRun run, UnaryOperator<String> change) {
        return new RecordedRun(run.exchanges().stream()
                .map(exchange -> new Exchange(
                        exchange.upstream(),
                        exchange.agent(),
                        exchange.method(),
                        exchange.target(),
                        RecordingExample.json(change.apply(((Body.Json) exchange.request()).document())),
                        exchange.status(),
                        exchange.headers(),
                        exchange.answer(),
                        exchange.calls()))
                .toList());
    }
}
