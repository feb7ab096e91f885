package dev.tokenbudget.internal.build;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.Body;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of tasks that no longer exist are named. */
class StaleRecordingsTest {

    private static final TaskId GONE = new TaskId("com.acme.ReviewBenchmark", "gone");

    @TempDir
    private Path folder;

    private RecordingFolder recordings;

    @BeforeEach
    void record() {
        recordings = new RecordingFolder(folder);
        Exchange exchange = new Exchange(
                "openai", Optional.empty(), "GET", "/", new Body.None(), 200, Map.of(), new Body.None(), List.of());
        for (TaskId task : List.of(REVIEWS, GONE)) {
            recordings.write(new TaskRecording(task, Optional.empty(), List.of(new RecordedRun(List.of(exchange)))));
        }
    }

    @Test
    void a_task_that_did_not_run_and_has_no_baseline_is_named() {
        assertThat(warnings(Set.of(), Optional.empty()))
                .containsExactly(
                        "ReviewBenchmark.gone has a recording, but did not run and has no baseline. If the task is"
                                + " gone, delete " + recordings.file(GONE)
                                + "; if it has another name now, record it again: mvn"
                                + " verify -Dtokenbudget.calls=record.");
    }

    @Test
    void one_that_has_a_baseline_is_missing_and_not_stale() {
        assertThat(warnings(Set.of(GONE), Optional.empty())).isEmpty();
    }

    @Test
    void a_build_that_left_out_tests_knows_nothing_of_them() {
        assertThat(warnings(Set.of(), Optional.of("-Dtest"))).isEmpty();
    }

    @Test
    void a_recording_that_cannot_be_read_stops_nobody_who_does_not_replay_it() throws IOException {
        Files.writeString(recordings.file(GONE), "{");

        assertThat(warnings(Set.of(), Optional.empty())).isEmpty();
    }

    private List<String> warnings(Set<TaskId> accepted, Optional<String> testFilter) {
        return StaleRecordings.warnings(recordings, measurement(runs(REVIEWS, 1000)), accepted, testFilter);
    }
}
