package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.internal.file.FileLock;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.json.MalformedFileException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A file to which what a history holds is appended, a line for each thing. What is there already is not written again, but for verdicts
 * that are other ones meanwhile: the last line holds.
 */
public final class HistoryFile implements AutoCloseable {

    private static final Duration WAIT = Duration.ofMinutes(2);

    private final Path file;
    private final FileLock lock;
    private final Map<String, Integer> contents;
    private final BufferedWriter writer;
    private int added;
    private int grown;

    private HistoryFile(Path file, FileLock lock, Map<String, Integer> contents, BufferedWriter writer) {
        this.file = file;
        this.lock = lock;
        this.contents = contents;
        this.writer = writer;
    }

    /**
     * Open {@code file} to append to it; it and its folder are created where they are missing.
     *
     * @throws MalformedFileException if it cannot be written
     */
    public static HistoryFile appendTo(Path file) {
        FileLock lock = FileLock.on(file.resolveSibling(file.getFileName() + ".lock"), WAIT);
        try {
            boolean isNew = Files.notExists(file);
            Map<String, Integer> contents = isNew ? new HashMap<>() : HistoryLines.contents(file);
            boolean isTorn = !isNew && isTorn(file);
            BufferedWriter writer = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (isTorn) {
                writer.write('\n');
            }
            return new HistoryFile(file, lock, contents, writer);
        } catch (IOException e) {
            lock.close();
            throw new MalformedFileException(file, "cannot be written: " + e + ".", e);
        }
    }

    /** Whether the last line has no end, so that what is appended would become a part of it. */
    private static boolean isTorn(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() == 0) {
                return false;
            }
            bytes.seek(bytes.length() - 1);
            return bytes.read() != '\n';
        }
    }

    /** Append what of {@code entries} is not there yet. */
    public void append(Entries entries) {
        Line.of(entries).filter(this::isToBeWritten).forEach(line -> {
            try {
                writer.write(JsonFile.line(line));
                writer.write('\n');
                added++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private boolean isToBeWritten(Line line) {
        Integer before = contents.put(line.key(), line.content());
        boolean differs = before != null && before != line.content();
        grown += differs && line.run() != null ? 1 : 0;
        return before == null || differs && line.verdict() != null;
    }

    /** Return how many runs have more calls than their lines, which were left as they are. */
    public int grown() {
        return grown;
    }

    /** Return how many lines were appended. */
    public int added() {
        return added;
    }

    @Override
    public void close() {
        try (lock) {
            writer.close();
        } catch (IOException e) {
            throw new MalformedFileException(file, "cannot be written: " + e + ".", e);
        }
    }
}
