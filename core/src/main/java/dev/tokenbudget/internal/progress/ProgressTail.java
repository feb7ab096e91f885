package dev.tokenbudget.internal.progress;

import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads a progress file while another JVM writes it. */
public final class ProgressTail {

    private final Path file;
    private int read;

    /** Read {@code file} from its beginning; it need not exist yet. */
    public ProgressTail(Path file) {
        this.file = file;
    }

    /**
     * Return the events since the last call; an incomplete line is left for the next call.
     *
     * @throws MalformedFileException if the file cannot be read
     */
    public List<ProgressEvent> next() {
        byte[] all = bytes();
        int end = all.length;
        while (end > read && all[end - 1] != '\n') {
            end--;
        }
        String fresh = new String(Arrays.copyOfRange(all, read, end), StandardCharsets.UTF_8);
        read = end;
        return fresh.lines()
                .map(line -> JsonFile.readLine(file, 0, line.getBytes(StandardCharsets.UTF_8), ProgressEvent.class))
                .toList();
    }

    private byte[] bytes() {
        try {
            return Files.exists(file) ? Files.readAllBytes(RegularFile.of(file)) : new byte[0];
        } catch (IOException e) {
            throw new MalformedFileException(file, "the progress cannot be read: " + e + ".", e);
        }
    }
}
