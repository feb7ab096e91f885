package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.TaskId;
import java.io.IOException;
import java.util.Optional;

/** A recording: it is refused, or it stays what it is when it is written and read again. */
final class RecordingFile implements Target {

    private static final TaskId TASK = new TaskId("example.Benchmark", "task");

    private final Scratch scratch = new Scratch();
    private final RecordingFolder read = new RecordingFolder(scratch.path("read"));
    private final RecordingFolder written = new RecordingFolder(scratch.path("written"));

    @Override
    public void read(byte[] input) throws IOException {
        scratch.file("read/" + scratch.path("read").relativize(read.file(TASK)), input);
        TaskRecording recording;
        try {
            recording = read.read(TASK).orElseThrow();
        } catch (MalformedFileException e) {
            return;
        }
        recording.runs().forEach(run -> Checks.noNegativeTokens(run.calls()));
        written.write(recording);
        Checks.that(written.read(TASK).equals(Optional.of(recording)), "what was written is not what was read");
    }
}
