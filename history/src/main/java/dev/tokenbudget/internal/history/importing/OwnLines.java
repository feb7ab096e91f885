package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.line.HistoryLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Files that TokenBudget itself exported from a history. */
final class OwnLines {

    private static final int BEGINNING = 256;

    private OwnLines() {}

    static boolean areIn(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return HistoryLines.isOne(new String(bytes.readNBytes(BEGINNING), StandardCharsets.UTF_8));
        }
    }

    /** Pass on what the lines hold, and what cannot be read of them. */
    static void read(Path file, Consumer<Entries> entries, ImportTally tally) {
        HistoryLines.read(file, entries).forEach(skipped -> tally.leftOut(new LeftOut(file, 0, withoutStop(skipped))));
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
