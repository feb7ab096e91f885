package dev.tokenbudget.internal.cli.session;

import dev.tokenbudget.internal.file.FileLock;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.RegularFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The file in which calls are kept until the history has them, a JSON object on each line: what a killed process leaves behind, the
 * next one writes. One process has it at a time.
 */
final class Spool implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Spool.class.getName());

    private final Path file;
    private final FileLock lock;

    private Spool(Path file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Open the spool in {@code folder}.
     *
     * @throws MalformedFileException if another process has it, or it is a link: what that points to may lie anywhere
     */
    static Spool open(Path folder) {
        Path file = folder.resolve("calls.jsonl");
        if (Files.isSymbolicLink(file)) {
            throw new MalformedFileException(
                    file, "is a symbolic link, which is not followed. Delete it, or set --spool to another folder.");
        }
        return new Spool(file, FileLock.on(folder.resolve("spool.lock"), Duration.ofSeconds(2)));
    }

    /** Return the lines that are there; one that was cut when its process was killed is left out, loudly. */
    List<SpoolLine> lines() {
        List<SpoolLine> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        try {
            int number = 0;
            for (String line : Files.readString(RegularFile.of(file), StandardCharsets.UTF_8)
                    .split("\n", -1)) {
                number++;
                if (!line.isBlank()) {
                    add(lines, number, line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The spool " + file + " cannot be read: " + e, e);
        }
        return lines;
    }

    private void add(List<SpoolLine> lines, int number, String line) {
        try {
            lines.add(JsonFile.readLine(file, number, line.getBytes(StandardCharsets.UTF_8), SpoolLine.class));
        } catch (MalformedFileException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Line {0} of {1} was cut or cannot be read, and its call is not counted: {2}",
                    number,
                    file,
                    e.getMessage());
        }
    }

    void append(List<SpoolLine> lines) throws IOException {
        Files.write(
                file, bytes(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    }

    /** Keep {@code lines} and nothing else. */
    void replace(List<SpoolLine> lines) throws IOException {
        Path fresh = file.resolveSibling("calls.new");
        Files.deleteIfExists(fresh);
        Files.write(
                fresh,
                bytes(lines),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] bytes(List<SpoolLine> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lines.forEach(line -> bytes.writeBytes((JsonFile.line(line) + "\n").getBytes(StandardCharsets.UTF_8)));
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        lock.close();
    }
}
