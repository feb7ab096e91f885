package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.file.Uninterrupted;
import dev.tokenbudget.internal.json.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The file of a run log, line by line; appears with its first line behind the head. Safe to use from any thread. */
final class LogFile implements Consumer<String> {

    private final Path file;
    private final String log;
    private final String head;
    private final Deque<String> unwritten = new ArrayDeque<>();
    private boolean begun;
    private int lines = 1;
    private int runs;
    private int looseCalls;

    LogFile(Path file, LogLine.Head head) {
        this.file = file;
        this.log = head.log();
        this.head = SealedLine.seal(SealedLine.HEAD, lines, JsonFile.line(head));
    }

    /**
     * Append a line without its seal and its end.
     *
     * @throws UncheckedIOException if it cannot be written; it will be with the next line, if that can
     */
    @Override
    public synchronized void accept(String line) {
        runs += LogLine.isOfRun(line) ? 1 : 0;
        looseCalls += LogLine.isOfLooseCall(line) ? 1 : 0;
        lines++;
        unwritten.add(SealedLine.seal(log, lines, line));
        try (Uninterrupted writing = new Uninterrupted()) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel log = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                write(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The run log " + file + " cannot be written. Make its folder writable: without it, the runs of this"
                            + " build are lost.",
                    e);
        }
    }

    synchronized void end() {
        accept(LogLine.of(new LogLine.End(Instant.now().toString(), runs, looseCalls)));
    }

    private void write(FileChannel log) throws IOException {
        if (!begun || log.size() == 0) {
            log.truncate(0);
            write(log, head + "\n");
            begun = true;
        }
        closeInterruptedLine(log);
        while (!unwritten.isEmpty()) {
            write(log, unwritten.element() + "\n");
            unwritten.remove();
        }
    }

    /** A line that another writer could not finish must not swallow the next one. */
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

    /** The whole line is written again when there is room. */
    private static void takeBack(FileChannel log, long begin, IOException reason) {
        try {
            log.truncate(begin);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
