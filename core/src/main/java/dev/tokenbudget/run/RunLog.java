package dev.tokenbudget.run;

import dev.tokenbudget.file.FileName;
import dev.tokenbudget.json.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/**
 * The append-only file of runs that one JVM writes: a line a run, handed to the operating system before the test goes on,
 * so that a killed build keeps every finished run. The file appears with its first line. Safe to use from any thread.
 *
 * <p>A line that cannot be written, because the disk is full, is kept and written before the next one.
 */
public final class RunLog {

    private final Path file;
    private final LogLine.Head head;
    private final Deque<String> unwritten = new ArrayDeque<>();
    private boolean begun;
    private int runs;
    private int looseCalls;

    private RunLog(Path file, LogLine.Head head) {
        this.file = file;
        this.head = head;
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
        return new RunLog(
                FileName.in(folder, name + ".jsonl"),
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
     * Append what is about to be run, before its first run begins.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public synchronized void append(List<PlannedTask> planned) {
        append(SessionLines.planned(planned));
    }

    /**
     * Append a finished run.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public synchronized void append(Run run) {
        runs++;
        append(LogLine.of(run));
    }

    /**
     * Append a call that no run was charged with.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public synchronized void append(LooseCall loose) {
        looseCalls++;
        append(LogLine.of(loose));
    }

    /**
     * Append a task that was planned and is not run.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public synchronized void append(SkippedTask skipped) {
        append(SessionLines.skipped(skipped));
    }

    /**
     * Append that the session has ended in order. A log without this line is that of a JVM which was killed.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public synchronized void end() {
        append(SessionLines.end(new SessionEnd(Instant.now(), runs, looseCalls)));
    }

    private void append(String line) {
        unwritten.add(line);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel log = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS)) {
                write(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The run log " + file + " cannot be written. Make its folder writable: without it, the runs of this"
                            + " build are lost.",
                    e);
        }
    }

    private void write(FileChannel log) throws IOException {
        if (!begun || log.size() == 0) {
            log.truncate(0);
            write(log, JsonFile.line(head) + "\n");
            begun = true;
        }
        closeInterruptedLine(log);
        while (!unwritten.isEmpty()) {
            write(log, unwritten.element() + "\n");
            unwritten.remove();
        }
    }

    /** A line that somebody else could not finish must not swallow the next one. */
    private static void closeInterruptedLine(FileChannel log) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        if (log.read(last, log.size() - 1) == 1 && last.get(0) != '\n') {
            write(log, "\n");
        }
    }

    private static void write(FileChannel log, String text) throws IOException {
        long begin = log.size();
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            log.position(begin);
            while (bytes.hasRemaining()) {
                log.write(bytes);
            }
        } catch (IOException e) {
            takeBack(log, begin, e);
            throw e;
        }
    }

    /** Half a line helps nobody, and the whole of it is written when there is room again. */
    private static void takeBack(FileChannel log, long begin, IOException reason) {
        try {
            log.truncate(begin);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
