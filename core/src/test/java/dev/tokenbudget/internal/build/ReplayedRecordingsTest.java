package dev.tokenbudget.internal.build;

import static dev.tokenbudget.internal.replay.ReplayExample.recording;
import static dev.tokenbudget.internal.replay.ReplayExample.replays;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.Recordings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayedRecordingsTest {

    @TempDir
    Path module;

    private Path baselines;

    @BeforeEach
    void record() {
        baselines = module.resolve("src/test/tokenbudget");
        RecordingFolder.beside(baselines).write(recording(REVIEWS, 1000, 1200));
    }

    @Test
    void are_those_of_the_tasks_that_were_replayed() {
        Recordings read = ReplayedRecordings.of(measurement(replays(REVIEWS, 0, 1000)), baselines, module);

        assertThat(read.of(REVIEWS))
                .hasValueSatisfying(found -> assertThat(found.runs()).hasSize(2));
        assertThat(read.ages()).as("no Git here").isEmpty();
    }

    @Test
    void are_not_read_where_providers_answered_so_that_a_broken_one_stops_no_live_build() throws Exception {
        Files.writeString(RecordingFolder.beside(baselines).file(REVIEWS), "{");

        assertThat(ReplayedRecordings.of(measurement(runs(REVIEWS, 1000)), baselines, module))
                .isEqualTo(Recordings.NONE);
    }
}
