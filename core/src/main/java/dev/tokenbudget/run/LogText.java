package dev.tokenbudget.run;

import dev.tokenbudget.json.JsonLine;
import dev.tokenbudget.json.MalformedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ConcurrentMap;

/** The lines of a run log, still in bytes: a log may have hundreds of megabytes. */
final class LogText {

    private final byte[] bytes;
    /** Where each line begins, and behind the last one where the next would. */
    private final int[] begins;

    private LogText(byte[] bytes, int[] begins) {
        this.bytes = bytes;
        this.begins = begins;
    }

    /** @throws MalformedFileException if the file cannot be read */
    static LogText read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return new LogText(bytes, begins(bytes));
        } catch (IOException e) {
            throw new MalformedFileException(file, "the run log cannot be read: " + e + ".", e);
        }
    }

    int size() {
        return begins.length - 1;
    }

    /** Return a line without its end. */
    String line(int index) {
        return new String(bytes, begins[index], length(index), StandardCharsets.UTF_8);
    }

    /** Begin to read a line; texts that many lines have are kept once, in {@code repeated}. */
    JsonLine read(int index, ConcurrentMap<String, String> repeated) throws IOException {
        return JsonLine.of(bytes, begins[index], length(index), repeated);
    }

    private int length(int index) {
        return begins[index + 1] - 1 - begins[index];
    }

    private static int[] begins(byte[] bytes) {
        int[] begins = new int[16];
        int lines = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean isLast = i == bytes.length - 1;
            if (bytes[i] == '\n' || isLast) {
                if (lines + 1 == begins.length) {
                    begins = Arrays.copyOf(begins, 2 * begins.length);
                }
                lines++;
                begins[lines] = bytes[i] == '\n' ? i + 1 : i + 2;
            }
        }
        return Arrays.copyOf(begins, lines + 1);
    }
}
