package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.history.line.HistoryLines;
import dev.tokenbudget.internal.json.MalformedFileException;
import java.io.IOException;

/** A history as lines: what is whole is read, what is not is named. */
final class HistoryLinesFile implements Target {

    private final Scratch scratch = new Scratch();

    @Override
    public void read(byte[] input) throws IOException {
        try {
            HistoryLines.read(scratch.file("history.jsonl", input), entries -> {});
        } catch (MalformedFileException e) {
            // A file that is refused says why.
        }
    }
}
