package dev.tokenbudget.internal.progress;

import dev.tokenbudget.internal.json.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where a session reports its progress, one line per event: a file and not standard output, which belongs to the agents and
 * to what they start. Thread-safe.
 */
public final class ProgressFile {

    private final Path file;

    /**
     * Report events in {@code file}.
     *
     * @param file the file; its folder exists
     */
    public ProgressFile(Path file) {
        this.file = file;
    }

    /**
     * Append an event.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public synchronized void tell(ProgressEvent event) {
        String line = JsonFile.line(event) + "\n";
        try {
            Files.write(
                    file,
                    line.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException("The progress of this session cannot be written to " + file + ".", e);
        }
    }
}
