package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.PlannedTask;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.SkippedTask;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * The append-only file of runs that one JVM writes: one line per run, handed to the operating system before the test goes
 * on, so that a killed build keeps every finished run. The file appears with its first line. Safe to use from any thread.
 *
 * <p>A line that cannot be written, such as on a full disk, is reported as {@link UncheckedIOException}, kept, and written
 * before the next one.
 */
public final class RunLog {

    private final Path file;
    private final Consumer<String> lines;

    private RunLog(Path file, Consumer<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Return a new log in {@code folder}; nothing is written yet.
     *
     * @param folder where the build's run logs are; made when the first line is written
     * @param build the build that the runs belong to
     */
    public static RunLog in(Path folder, BuildId build) {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        long pid = ProcessHandle.current().pid();
        String name = build.id() + "-" + pid + "-" + HexFormat.of().formatHex(random);
        Path file = folder.resolve(name + ".jsonl");
        LogLine.Head head = new LogLine.Head(
                LogLine.SCHEMA_VERSION,
                name,
                build.id(),
                build.commit().orElse(null),
                Runtime.version().toString(),
                pid,
                Instant.now().toString());
        return new RunLog(file, new LogFile(file, head));
    }

    /**
     * Return a log whose lines stand in another log of this JVM: that of the same classes in another class loader.
     *
     * @param file where that log is
     * @param lines the {@linkplain #lines other log's}
     */
    public static RunLog within(Path file, Consumer<String> lines) {
        return new RunLog(file, lines);
    }

    /** Return where the log is, or will be with its first line. */
    public Path file() {
        return file;
    }

    /** Return what appends a line that another log of this JVM would hold, which makes that one a part of this. */
    public Consumer<String> lines() {
        return lines;
    }

    /** Append what is about to be run, before its first run begins. */
    public void append(List<PlannedTask> planned) {
        lines.accept(LogLine.of(planned));
    }

    /** Append a finished run. */
    public void append(Run run) {
        lines.accept(LogLine.of(run));
    }

    /** Append a call that no run was charged with. */
    public void append(LooseCall loose) {
        lines.accept(LogLine.of(loose));
    }

    /** Append a task that was planned and is not run. */
    public void append(SkippedTask skipped) {
        lines.accept(LogLine.of(skipped));
    }

    /**
     * Append that the session has ended in order; of a log within another one, the other one says so. A log without this line
     * is that of a JVM which was killed.
     */
    public void end() {
        if (lines instanceof LogFile log) {
            log.end();
        }
    }
}
