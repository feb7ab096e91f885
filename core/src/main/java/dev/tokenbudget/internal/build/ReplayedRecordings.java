package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.replay.CommitAge;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the recordings that answered the runs of a build, and asks Git how old they are. */
public final class ReplayedRecordings {

    private ReplayedRecordings() {}

    /**
     * Return the recordings of the tasks of {@code measurement} that were replayed.
     *
     * @param baselines the folder of baselines, beside which recordings are
     * @param module a folder of the module
     * @throws MalformedFileException if a recording cannot be read
     */
    public static Recordings of(Measurement measurement, Path baselines, Path module) {
        RecordingFolder folder = RecordingFolder.beside(baselines);
        List<TaskRecording> recordings = measurement.tasks().values().stream()
                .filter(runs -> runs.replayCount() > 0)
                .map(TaskRuns::task)
                .flatMap(task -> folder.read(task).stream())
                .toList();
        if (recordings.isEmpty()) {
            return Recordings.NONE;
        }
        Map<String, CommitAge> ages = new TreeMap<>();
        recordings.stream()
                .flatMap(recording -> recording.commit().stream())
                .distinct()
                .forEach(commit -> Commit.age(module, commit).ifPresent(age -> ages.put(commit, age)));
        return Recordings.of(recordings, ages);
    }
}
