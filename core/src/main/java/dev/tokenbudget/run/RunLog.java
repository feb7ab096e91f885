package dev.tokenbudget.run;

import dev.tokenbudget.json.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The append-only file of runs that one JVM writes: a line a run, handed to the operating system before the test goes on,
 * so that a killed build keeps every finished run. The file appears with its first line. Safe to use from any thread.
 */
public final class RunLog {

    private final Path file;
    private final LogLine.Head head;

    private RunLog(Path file, LogLine.Head head) {
        this.file = file;
        this.head = head;
    }

    /**
     * Return a new log in {@code folder}; nothing is written yet.
     *
     * @param folder where the build's run logs are; made when the first run is written
     * @param build the build that the runs belong to
     */
    public static RunLog in(Path folder, BuildId build) {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        long pid = ProcessHandle.current().pid();
        String name = build.id() + "-" + pid + "-" + HexFormat.of().formatHex(random);
        return new RunLog(
                folder.resolve(name + ".jsonl"),
                new LogLine.Head(
                        LogLine.SCHEMA_VERSION,
                        name,
                        build.id(),
                        build.commit().orElse(null),
                        Runtime.version().toString(),
                        pid,
                        Instant.now().toString()));
    }

    /** Return where the log is, or will be with its first line. */
    public Path file() {
        return file;
    }

    /**
     * Append a finished run.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void append(Run run) {
        append(LogLine.of(run));
    }

    /**
     * Append a call that no run was charged with.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void append(LooseCall loose) {
        append(LogLine.of(loose));
    }

    private synchronized void append(String line) {
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                write(JsonFile.line(head));
            }
            write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The run log " + file + " cannot be written. Make its folder writable: without it, the runs of this"
                            + " build are lost.",
                    e);
        }
    }

    private void write(String line) throws IOException {
        Files.write(
                file,
                (line + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
