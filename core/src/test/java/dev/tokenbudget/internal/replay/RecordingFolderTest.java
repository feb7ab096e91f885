package dev.tokenbudget.internal.replay;

import static dev.tokenbudget.internal.replay.RecordingExample.REVIEW;
import static dev.tokenbudget.internal.replay.RecordingExample.conversation;
import static dev.tokenbudget.internal.replay.RecordingExample.exchange;
import static dev.tokenbudget.internal.replay.RecordingExample.json;
import static dev.tokenbudget.internal.replay.RecordingExample.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingFolderTest {

    @TempDir
    Path folder;

    @Test
    void what_is_written_is_read_again() {
        TaskRecording written = recording(conversation(3), conversation(4));
        new RecordingFolder(folder).write(written);

        assertThat(new RecordingFolder(folder).read(REVIEW)).contains(written);
        assertThat(new RecordingFolder(folder).readAll()).containsExactly(written);
    }

    @Test
    void a_file_whose_bytes_stay_the_same_is_not_touched() throws IOException {
        RecordingFolder recordings = new RecordingFolder(folder);
        Path file = recordings.write(recording(conversation(2)));
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));

        recordings.write(recording(conversation(2)));

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.fromMillis(0));
    }

    @Test
    void a_task_that_was_never_recorded_has_no_recording() {
        assertThat(new RecordingFolder(folder.resolve("none")).read(REVIEW)).isEmpty();
        assertThat(new RecordingFolder(folder.resolve("none")).readAll()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "\"a\\nb\"",
                "{\"a\":{\"$part\":\"x\"},\"$part\":1}",
                "{\"$part\":\"a\"}",
                "{\"$$part\":\"a\"}",
                "{\"a\":[{\"$all\":1},{\"$text\":[\"x\"]},{\"$ref\":\"#/$defs/a\"}]}",
                "{\"$events\":[]}",
                "{\"$plain\":\"a\",\"b\":1}",
                "{\"\":{\"a~/b\":[0.5,-1,123456789012345678901234567890,1.0E-9,true,null]}}",
                "{\"text\":\"\\n\\r\\n\\u0000\\u2028\\\"\\\\ 😀\\n\"}"
            })
    void any_document_is_read_as_it_was(String document) {
        Body body = json(document);

        assertThat(readAgain(body)).isEqualTo(body);
    }

    @Test
    void any_body_is_read_as_it_was() {
        List<Body> bodies = List.of(
                new Body.None(),
                new Body.Text("{\"no\": JSON\n\n"),
                new Body.Text(""),
                new Body.Bytes("AAEC/w=="),
                new Body.Lines(List.of()),
                new Body.Lines(List.of("{\"$part\":\"x\"}", "1")),
                new Body.Events(List.of()),
                new Body.Events(List.of(
                        new Body.Event(List.of("event: ping", "data: {\"type\":\"ping\"}")),
                        new Body.Event(List.of("data: {\"type\": \"spaces\"}")),
                        new Body.Event(List.of("data: {\"$text\":[\"no text\"]}")),
                        new Body.Event(List.of("data: one", "data: two")),
                        new Body.Event(List.of(": a comment")),
                        new Body.Event(List.of("data")),
                        new Body.Event(List.of()),
                        new Body.Event(List.of("data: [DONE]")))),
                new Body.Events(List.of(
                        new Body.Event(List.of("data: {\"id\":\"a\",\"model\":\"m\",\"choices\":[1]}")),
                        new Body.Event(List.of("data: {\"id\":\"a\",\"model\":\"m\",\"choices\":[2]}")),
                        new Body.Event(List.of("data: [DONE]")))),
                new Body.Events(List.of(
                        new Body.Event(List.of("event: delta", "data: {\"n\":1,\"text\":\"a\\n\",\"stop\":null}")),
                        new Body.Event(List.of("event: delta", "data: {\"n\":2,\"text\":\"\",\"stop\":null}")),
                        new Body.Event(List.of("event: delta", "data: {\"n\":3,\"text\":\"b\",\"stop\":null}")),
                        new Body.Event(List.of("event: delta", "data: {\"n\":4.5,\"text\":\"c\",\"stop\":\"end\"}")))),
                new Body.Events(Collections.nCopies(3, new Body.Event(List.of("event: ping", "data: {}")))),
                new Body.Events(Stream.of("{\"$pieces\":[1]}", "{\"$pieces\":[2]}", "{\"$pieces\":[3]}")
                        .map(data -> new Body.Event(List.of("data: " + data)))
                        .toList()),
                new Body.Events(List.of(
                        new Body.Event(List.of("data: {\"model\":\"m\",\"id\":\"not in order\"}")),
                        new Body.Event(List.of("data: {\"model\":\"m\",\"id\":\"nor here\"}")))));

        assertThat(bodies).allSatisfy(body -> assertThat(readAgain(body)).isEqualTo(body));
    }

    @Test
    void exchanges_with_more_or_less_in_common_are_read_as_they_were() {
        RecordedRun alike = new RecordedRun(List.of(
                exchange(new Body.None(), json("{\"id\":1,\"model\":\"m\"}")),
                exchange(new Body.None(), json("{\"id\":2,\"model\":\"m\",\"text\":{\"$part\":\"x\"}}"))));
        RecordedRun withReferences = new RecordedRun(List.of(
                exchange(new Body.None(), json("{\"$part\":1,\"model\":\"m\"}")),
                exchange(new Body.None(), json("{\"$part\":2,\"model\":\"m\"}"))));
        RecordedRun withOthers = new RecordedRun(List.of(
                exchange(new Body.None(), json("{\"id\":1,\"model\":\"m\"}")),
                exchange(new Body.None(), json("[1]")),
                exchange(new Body.None(), new Body.Text("busy")),
                exchange(new Body.None(), new Body.None())));

        assertThat(List.of(recording(alike), recording(withReferences), recording(alike, withOthers)))
                .allSatisfy(recording -> {
                    RecordingFolder recordings = new RecordingFolder(folder);
                    recordings.write(recording);
                    assertThat(recordings.readAll()).containsExactly(recording);
                });
    }

    @Test
    void tasks_may_have_any_name() {
        RecordingFolder recordings = new RecordingFolder(folder);
        List<TaskId> tasks = List.of(
                task("reviews"),
                task("reviews[1: a/b\\c]"),
                task("reviews[1: a/b?c]"),
                task("../../etc/passwd"),
                task(".hidden"),
                task("nul"),
                task("trailing. "),
                task("名前".repeat(200)),
                task("名前".repeat(201)));
        tasks.forEach(task -> recordings.write(new TaskRecording(task, Optional.empty(), List.of(conversation(1)))));

        assertThat(recordings.readAll()).extracting(TaskRecording::task).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(tasks).allSatisfy(task -> assertThat(recordings.read(task)).isPresent());
    }

    @Test
    void recordings_follow_their_tasks() {
        RecordingFolder recordings = new RecordingFolder(folder);
        recordings.write(new TaskRecording(task("renamed"), Optional.of("abc1234"), List.of(conversation(1))));
        recordings.write(new TaskRecording(task("gone"), Optional.empty(), List.of(conversation(2))));
        recordings.write(new TaskRecording(task("former"), Optional.empty(), List.of(conversation(3))));
        recordings.write(new TaskRecording(task("present"), Optional.empty(), List.of(conversation(4))));

        recordings.move(Map.of(
                task("renamed"), Optional.of(task("other")),
                task("gone"), Optional.empty(),
                task("former"), Optional.of(task("present")),
                task("never recorded"), Optional.empty()));

        assertThat(recordings.readAll())
                .containsExactly(
                        new TaskRecording(task("other"), Optional.of("abc1234"), List.of(conversation(1))),
                        new TaskRecording(task("present"), Optional.empty(), List.of(conversation(4))));
        assertThat(recordings.tasks()).containsExactly(task("other"), task("present"));
    }

    private static TaskId task(String name) {
        return new TaskId("com.acme.ReviewBenchmark", name);
    }

    private Body readAgain(Body body) {
        RecordingFolder recordings = new RecordingFolder(folder);
        recordings.write(recording(new RecordedRun(List.of(exchange(body, body), exchange(body, body)))));
        return recordings
                .read(REVIEW)
                .orElseThrow()
                .runs()
                .get(0)
                .exchanges()
                .get(0)
                .answer();
    }
}
