package dev.tokenbudget.suites.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.TaskRecording;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommittedRecordingsTest {

    private static final RecordingFolder COMMITTED = RecordingFolder.beside(Path.of("src/test/tokenbudget"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void are_what_the_suites_record_today(ExampleTasks task) {
        TaskRecording committed = COMMITTED.read(task.id()).orElseThrow();
        TaskRecording today = ReplayedBuild.recording(task, folder).recording();
        RecordingFolder written = new RecordingFolder(folder.resolve("recordings"));
        written.write(new TaskRecording(
                task.id(),
                committed.commit(),
                today.runs().subList(0, committed.runs().size())));

        assertThat(written.file(task.id()))
                .as("record again: mvn -Psuites verify -Dtokenbudget.calls=record")
                .hasSameTextualContentAs(COMMITTED.file(task.id()));
    }
}
