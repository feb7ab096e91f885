package dev.tokenbudget.run;

import dev.tokenbudget.json.JsonFile;
import dev.tokenbudget.json.JsonLine;
import dev.tokenbudget.json.MalformedFileException;
import dev.tokenbudget.json.NewerSchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the run logs of a folder and merges those of one build into a measurement. */
public final class RunLogs {

    private static final String ENDING = ".jsonl";

    private final SortedMap<String, Log> logs = new TreeMap<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<LooseCall> looseCalls = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final ConcurrentMap<String, String> repeated = new ConcurrentHashMap<>();

    private RunLogs() {}

    /**
     * Merge the run logs of {@code build} that lie in {@code folder}; a missing folder holds none.
     *
     * <p>A torn line is skipped with a warning: the runs before and after it count.
     *
     * @throws MalformedFileException if the folder or a log cannot be read, or a log is of a newer schema version
     */
    public static Measurement merge(Path folder, BuildId build) {
        return merge(build, List.of(new Place(folder, build)));
    }

    /**
     * Merge the run logs of several folders into a measurement of {@code build}; a log that lies in several counts once.
     *
     * @throws MalformedFileException as for one folder
     */
    public static Measurement merge(BuildId build, List<Place> places) {
        RunLogs logs = new RunLogs();
        places.forEach(logs::addAll);
        logs.logs.values().forEach(logs::addEntries);
        return Measurement.of(build, logs.runs, logs.looseCalls, logs.warnings);
    }

    /**
     * A folder with run logs.
     *
     * @param folder the folder; a missing one holds none
     * @param build the build whose logs are meant
     */
    public record Place(Path folder, BuildId build) {}

    /**
     * Return the run logs in {@code folder}, sorted by name; none where there is no such folder.
     *
     * @throws MalformedFileException if the folder cannot be read
     */
    public static List<Path> logFiles(Path folder) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new MalformedFileException(folder, "the folder of run logs cannot be read: " + e + ".", e);
        }
    }

    private void addAll(Place place) {
        long ofOthers = logFiles(place.folder()).stream()
                .filter(file -> !add(file, place.build()))
                .count();
        if (ofOthers > 0) {
            warnings.add(
                    ofOthers + " run log(s) of other builds or of an IDE in " + place.folder() + " were left out.");
        }
    }

    /** Add a log, or return false where it is another build's. */
    private boolean add(Path file, BuildId build) {
        LogText text = LogText.read(file);
        Optional<LogLine.Head> head = text.size() == 0 ? Optional.empty() : head(file, text.line(0));
        if (head.isEmpty()) {
            warnings.add(file + " holds no readable first line, so it cannot be said whose runs these are: left out.");
            return true;
        }
        boolean ofBuild = head.get().build().equals(build.id());
        if (ofBuild) {
            logs.merge(head.get().log(), new Log(file, text), this::longerCopy);
        }
        return ofBuild;
    }

    private Log longerCopy(Log one, Log other) {
        boolean keepsOne = one.text().size() >= other.text().size();
        Log copy = keepsOne ? other : one;
        warnings.add(copy.file() + " is a copy of a run log already read: counted once.");
        return keepsOne ? one : other;
    }

    private void addEntries(Log log) {
        IntStream.range(1, log.text().size())
                .parallel()
                .mapToObj(i -> entry(log, i))
                .toList()
                .forEach(entry -> {
                    entry.run().ifPresent(runs::add);
                    entry.looseCall().ifPresent(looseCalls::add);
                    entry.warning().ifPresent(warnings::add);
                });
    }

    private Entry entry(Log log, int index) {
        try (JsonLine line = log.text().read(index, repeated)) {
            LogLine.Entry entry = LogLine.Entry.read(line);
            return new Entry(
                    Optional.ofNullable(entry.run()).map(RunLine::toRun),
                    Optional.ofNullable(entry.loose()).map(LogLine.Loose::toLooseCall),
                    Optional.empty());
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return new Entry(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(
                            "Line " + (index + 1) + " of " + log.file()
                                    + " is torn (the JVM that wrote it was killed, or the disk was full): skipped; all other runs count."));
        }
    }

    private Optional<LogLine.Head> head(Path file, String line) {
        try {
            return Optional.of(JsonFile.read(file, line, "schemaVersion", LogLine.SCHEMA_VERSION, LogLine.Head.class));
        } catch (NewerSchemaException e) {
            throw e;
        } catch (MalformedFileException e) {
            return Optional.empty();
        }
    }

    private record Log(Path file, LogText text) {}

    /** What a line holds, or why it is left out. */
    private record Entry(Optional<Run> run, Optional<LooseCall> looseCall, Optional<String> warning) {}
}
