package dev.tokenbudget.internal.replay;

import dev.tokenbudget.internal.run.TaskId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The recorded runs of a task.
 *
 * @param task what was executed
 * @param commit the commit that was checked out, where it is known; it tells the age of the recording
 * @param runs the first successful runs, in order; at least one
 */
public record TaskRecording(TaskId task, Optional<String> commit, List<RecordedRun> runs) {

    private static final int DIGITS = 16;

    public TaskRecording {
        runs = List.copyOf(runs);
    }

    /** Return what stands for this recording: its commit and what its calls used. */
    public String fingerprint() {
        StringBuilder text = new StringBuilder(commit.orElse(""));
        for (RecordedRun run : runs) {
            text.append('\n');
            run.calls()
                    .forEach(call -> text.append(call.provider())
                            .append(' ')
                            .append(call.requestedModel())
                            .append(' ')
                            .append(call.usage().input().orElse(-1))
                            .append(' ')
                            .append(call.usage().output().orElse(-1))
                            .append(' ')
                            .append(call.responseId().orElse(""))
                            .append(';'));
        }
        return sha256(text.toString()).substring(0, DIGITS);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
