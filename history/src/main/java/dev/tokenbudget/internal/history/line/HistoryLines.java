package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.RegularFile;
import dev.tokenbudget.internal.text.Figures;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads files of lines that {@link HistoryFile} writes. Lines may come in any order and several times: what they hold counts once. A
 * line that cannot be read, such as the last one of a process that was killed, is skipped and named.
 */
public final class HistoryLines {

    private static final int LINES_AT_ONCE = 2_000;
    private static final int MOST_NAMED = 5;

    private final Path file;
    private final List<String> skipped = new ArrayList<>();
    private int unnamed;

    private HistoryLines(Path file) {
        this.file = file;
    }

    /** Whether {@code line} is the begin of one of these lines. */
    public static boolean isOne(String line) {
        return line.startsWith("{\"" + Line.VERSION_FIELD + "\":");
    }

    /**
     * Read {@code file} and pass on what it holds, some thousand lines at a time.
     *
     * @return which lines were skipped and why, a sentence each
     * @throws MalformedFileException if the file cannot be read
     */
    public static List<String> read(Path file, Consumer<Entries> action) {
        HistoryLines lines = new HistoryLines(file);
        List<Line> some = new ArrayList<>();
        lines.forEach(line -> {
            some.add(line);
            if (some.size() == LINES_AT_ONCE) {
                action.accept(Line.together(some));
                some.clear();
            }
        });
        if (!some.isEmpty()) {
            action.accept(Line.together(some));
        }
        return lines.skipped();
    }

    /** Return what the lines of {@code file} are of, and what the last line of each says, as a hash. */
    static Map<String, Integer> contents(Path file) {
        Map<String, Integer> contents = new HashMap<>();
        new HistoryLines(file).forEach(line -> contents.put(line.key(), line.content()));
        return contents;
    }

    /** Each byte is a character of its own, so that JSON's parser sees the bytes and rejects what is no UTF-8. */
    private void forEach(Consumer<Line> action) {
        try (BufferedReader reader = Files.newBufferedReader(RegularFile.of(file), StandardCharsets.ISO_8859_1)) {
            int number = 1;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                if (!text.isBlank()) {
                    line(number, text.getBytes(StandardCharsets.ISO_8859_1)).ifPresent(action);
                }
                number++;
            }
        } catch (IOException e) {
            throw new MalformedFileException(file, "cannot be read: " + e + ".", e);
        }
    }

    private Optional<Line> line(int number, byte[] json) {
        try {
            Line line = JsonFile.readLine(file, number, json, Line.class);
            if (line.tokenbudgetHistory() > Line.VERSION) {
                skip("Line " + number + " of " + file + " is of version " + line.tokenbudgetHistory()
                        + " of the format, but this TokenBudget reads " + Line.VERSION
                        + ": skipped. Use the TokenBudget that wrote it.");
                return Optional.empty();
            }
            // what does not become an entry must not end the others
            Line.together(List.of(line));
            return Optional.of(line);
        } catch (MalformedFileException | IllegalArgumentException | DateTimeException e) {
            skip("Line " + number + " of " + file + " is torn or no line of a history: skipped; all others count.");
            return Optional.empty();
        }
    }

    private void skip(String sentence) {
        if (skipped.size() < MOST_NAMED) {
            skipped.add(sentence);
        } else {
            unnamed++;
        }
    }

    private List<String> skipped() {
        List<String> all = new ArrayList<>(skipped);
        if (unnamed > 0) {
            all.add("And " + Figures.count(unnamed, "more line", "more lines") + " of " + file + " were skipped.");
        }
        return all;
    }
}
