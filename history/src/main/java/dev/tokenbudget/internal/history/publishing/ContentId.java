package dev.tokenbudget.internal.history.publishing;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.StringJoiner;

/** Ids by what things are: the same run has the same one whichever shard or artifact it is read from. */
final class ContentId {

    private static final int BYTES = 16;

    private final StringJoiner content = new StringJoiner("\n");

    static String of(Run run) {
        TaskId task = run.task();
        ContentId id = new ContentId()
                .with(task.testClass())
                .with(task.name())
                .with(run.number())
                .with(run.started())
                .with(run.duration());
        run.calls().forEach(id::with);
        run.judge().calls().forEach(id::with);
        return id.hash();
    }

    static String of(ModelCall call) {
        return new ContentId().with(call).hash();
    }

    ContentId with(Object part) {
        if (part instanceof ModelCall call) {
            return with(call.provider())
                    .with(call.requestedModel())
                    .with(call.responseId())
                    .with(call.started())
                    .with(call.latency())
                    .with(call.usage().input())
                    .with(call.usage().output());
        }
        content.add(String.valueOf(part));
        return this;
    }

    String hash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(content.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
