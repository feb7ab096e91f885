package dev.tokenbudget.internal.build;

import static dev.tokenbudget.internal.replay.ReplayExample.recording;
import static dev.tokenbudget.internal.replay.ReplayExample.recordings;
import static dev.tokenbudget.internal.replay.ReplayExample.replays;
import static dev.tokenbudget.internal.replay.change.ChangedTextExample.exchange;
import static dev.tokenbudget.internal.replay.change.ChangedTextExample.run;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.replay.change.ChangedText;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayedPromptsTest {

    private static final TaskRuns RUNS = new TaskRuns(REVIEWS, replays(REVIEWS, 20, 1020));

    private final Recordings recordings =
            recordings(recording(REVIEWS, List.of(run(exchange("answer", "{'system': 'old'}")))));

    @TempDir
    Path build;

    private RecordingFolder folder;

    @BeforeEach
    void replay() {
        folder = new RecordingFolder(new BuildFolder(build).replays());
        folder.write(recording(REVIEWS, List.of(run(exchange("answer", "{'system': 'new'}")))));
    }

    @Test
    void are_compared_with_the_recorded_runs_that_were_replayed() {
        assertThat(changed(Map.of())).extracting(ChangedText::place).containsExactly("system prompt");
    }

    @Test
    void are_left_out_where_texts_must_not_be_shown() {
        assertThat(changed(Map.of("tokenbudget.showText", "false"))).isEmpty();
    }

    @Test
    void that_are_of_other_runs_than_those_that_were_measured_are_not_compared() {
        folder.write(recording(
                REVIEWS,
                List.of(run(exchange("answer", "{'system': 'new'}")), run(exchange("more", "{'system': 'new'}")))));

        assertThat(changed(Map.of())).isEmpty();
    }

    @Test
    void that_cannot_be_read_fail_no_build() throws Exception {
        Files.writeString(folder.file(REVIEWS), "{");

        assertThat(changed(Map.of())).isEmpty();
    }

    private List<ChangedText> changed(Map<String, String> settings) {
        return ReplayedPrompts.of(Settings.of(new Settings.Source("test", settings)), List.of(folder), recordings)
                .changed(RUNS, Slopes.TABLE);
    }
}
