package dev.tokenbudget.internal.runlog;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Seals run logs that were written or changed by hand. */
public final class SealedLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SealedLines() {}

    /** Seal the run logs that are named: what to run after one that is kept with the tests was edited. */
    public static void main(String[] files) throws IOException {
        for (String file : files) {
            seal(Path.of(file));
        }
    }

    /** Seal all lines of {@code file}, whatever seals they have, as a log with the name in its first line. */
    public static void seal(Path file) throws IOException {
        Files.write(file, seal(Files.readAllLines(file)));
    }

    /** Return {@code lines}, sealed. */
    public static List<String> seal(List<String> lines) throws IOException {
        String log = JSON.readTree(lines.get(0)).path("log").asText();
        List<String> sealed = new ArrayList<>();
        for (String line : lines) {
            String plain = line.replaceFirst(",\"line\":-?\\d+,\"crc\":\"[0-9a-f]{8}\"}$", "}");
            sealed.add(SealedLine.seal(sealed.isEmpty() ? SealedLine.HEAD : log, sealed.size() + 1, plain));
        }
        return sealed;
    }
}
