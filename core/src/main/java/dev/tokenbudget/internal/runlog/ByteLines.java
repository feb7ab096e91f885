package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.json.RegularFile;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file line by line, as bytes: what they mean is not known before their checksum is. */
final class ByteLines implements Closeable {

    private static final int SIZE = 1 << 16;

    private final InputStream file;
    private final byte[] buffer = new byte[SIZE];
    private int next;
    private int end;

    /** Where the buffer begins in the file. */
    private long behind;

    /** Where the line begins that was read last. */
    private long begin;

    /** Whether the line before ended with a carriage return, to which a line feed belongs. */
    private boolean afterReturn;

    ByteLines(Path file) throws IOException {
        this.file = Files.newInputStream(RegularFile.of(file));
    }

    /** Return the next line without its end, which is a line feed, a carriage return or both; nothing at the end of the file. */
    Optional<byte[]> read() throws IOException {
        ByteArrayOutputStream begun = new ByteArrayOutputStream(0);
        boolean isAnything = false;
        while (next < end || fill()) {
            if (afterReturn && buffer[next] == '\n') {
                next++;
                afterReturn = false;
                continue;
            }
            afterReturn = false;
            if (!isAnything) {
                begin = behind + next;
            }
            isAnything = true;
            int from = next;
            while (next < end && buffer[next] != '\n' && buffer[next] != '\r') {
                next++;
            }
            begun.write(buffer, from, next - from);
            if (next < end) {
                afterReturn = buffer[next] == '\r';
                next++;
                break;
            }
        }
        return isAnything ? Optional.of(begun.toByteArray()) : Optional.empty();
    }

    /** Return where the line begins that was read last, in bytes. */
    long begin() {
        return begin;
    }

    private boolean fill() throws IOException {
        behind += end;
        next = 0;
        end = Math.max(0, file.read(buffer));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
