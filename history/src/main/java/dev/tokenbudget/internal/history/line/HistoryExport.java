package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.internal.history.store.History;
import java.nio.file.Path;
import java.time.LocalDate;

/** Writes what a history holds to a file of lines. */
public final class HistoryExport {

    private HistoryExport() {}

    /**
     * What was written.
     *
     * @param lines how many lines
     * @param grown how many runs have got more calls since their lines were written, which stay as they are
     */
    public record Written(int lines, int grown) {}

    /**
     * Append what the history at {@code url} holds since the begin of a day in UTC to {@code file}, unless it is there already, and
     * return how much that was.
     *
     * @throws dev.tokenbudget.internal.history.store.HistoryException if the history cannot be read
     * @throws dev.tokenbudget.internal.json.MalformedFileException if the file cannot be written
     */
    public static Written append(String url, LocalDate since, Path file) {
        try (History history = History.open(url);
                HistoryFile lines = HistoryFile.appendTo(file)) {
            history.forEachSince(since, lines::append);
            return new Written(lines.added(), lines.grown());
        }
    }
}
