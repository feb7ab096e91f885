package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.cache.BoundedCache;
import dev.tokenbudget.internal.file.FileName;
import dev.tokenbudget.internal.file.UnfitNameException;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.NewerSchemaException;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.IncompleteSession;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.text.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the run logs of a folder and merges those of one build into a measurement. */
public final class RunLogs {

    private static final String ENDING = ".jsonl";

    /** Logs of at most this part of the memory are kept: in memory, runs take up to twice the bytes of their lines. */
    private static final int MEMORY_OF_KEPT = 8;

    /** Of larger logs, as many runs are kept at a time as take this part: those of a few tasks for each thread. */
    private static final int MEMORY_OF_CACHED = 32;

    private static final Pattern NAME = Pattern.compile(".+-\\d+-[0-9a-f]{8}");

    private final SortedMap<String, Opened> logs = new TreeMap<>();
    private final SortedMap<TaskId, List<RunsOfLog>> runs = new TreeMap<>();
    private final List<LooseCall> looseCalls = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<IncompleteSession> incomplete = new ArrayList<>();

    private RunLogs() {}

    /**
     * Merge the run logs of {@code build} that lie in {@code folder}; a missing folder holds none.
     *
     * <p>A line that is torn or was changed is skipped with a warning, and the session that lost something by that is incomplete;
     * a line that stands there twice counts once.
     *
     * @throws MalformedFileException if the folder or a log cannot be read, or a log is of another schema version
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
        return merge(build, places, Runtime.getRuntime().maxMemory());
    }

    /** Merge as above, with {@code memory} bytes for everything. */
    static Measurement merge(BuildId build, List<Place> places, long memory) {
        RunLogs logs = new RunLogs();
        places.forEach(logs::addAll);
        List<Opened> opened = List.copyOf(logs.logs.values());
        boolean areKept = opened.stream().mapToLong(Opened::bytes).sum() <= memory / MEMORY_OF_KEPT;
        List<SessionLog> sessions = opened.parallelStream()
                .map(areKept ? Opened::read : Opened::scan)
                .toList();
        sessions.forEach(logs::add);
        sessions.forEach(session -> logs.addLack(session, sessions));
        TestJvms jvms = new TestJvms();
        for (int i = 0; i < sessions.size(); i++) {
            jvms.add(opened.get(i).begin(), sessions.get(i));
        }
        BoundedCache cache = new BoundedCache(areKept ? Long.MAX_VALUE : memory / MEMORY_OF_CACHED);
        SortedMap<TaskId, TaskRuns> tasks = new TreeMap<>();
        logs.runs.forEach((task, ofLogs) -> tasks.put(task, new TaskRuns(task, new LoggedRuns(ofLogs, cache))));
        return Measurement.of(build, tasks, logs.looseCalls, logs.warnings)
                .without(sessions.stream()
                        .flatMap(session -> session.skipped().stream())
                        .toList())
                .lacking(logs.incomplete)
                .madeBy(jvms::of);
    }

    /**
     * A folder with run logs.
     *
     * @param folder the folder; a missing one holds none
     * @param build the build whose logs are meant
     * @param appendedTo the logs that were there when runs were added to them, a list for each time
     */
    public record Place(Path folder, BuildId build, List<List<String>> appendedTo) {

        /** A folder whose runs were made at one go. */
        public Place(Path folder, BuildId build) {
            this(folder, build, List.of());
        }

        /** Return what tells the runs of one go from those that were added later. */
        private String begin(Path log) {
            String name = String.valueOf(log.getFileName());
            int begin = 0;
            while (begin < appendedTo.size() && !appendedTo.get(begin).contains(name)) {
                begin++;
            }
            return folder + "#" + begin;
        }
    }

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

    /**
     * Return the ids of the builds whose run logs lie in {@code folder}; none where there is no such folder.
     *
     * @throws MalformedFileException if the folder or a log cannot be read
     */
    public static SortedSet<String> builds(Path folder) {
        return logFiles(folder).stream()
                .flatMap(file -> head(file).stream())
                .map(LogLine.Head::build)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void addAll(Place place) {
        long ofOthers = logFiles(place.folder()).stream()
                .filter(file -> !add(file, place))
                .count();
        if (ofOthers > 0) {
            warnings.add(Figures.count(ofOthers, "run log", "run logs") + " of other builds or of an IDE in "
                    + place.folder() + (ofOthers == 1 ? " was left out." : " were left out."));
        }
    }

    /** Add a log, or return false where it is another build's. */
    private boolean add(Path file, Place place) {
        rejectLink(file);
        BuildId build = place.build();
        Optional<LogLine.Head> head = head(file);
        if (head.isEmpty()) {
            warnings.add(file + " holds no readable first line, so it cannot be said whose runs these are: left out.");
            if (!isNamedAfterAnother(build, file)) {
                incomplete.add(new IncompleteSession(name(file), "holds no readable first line", List.of(), Set.of()));
            }
            return true;
        }
        boolean ofBuild = head.get().build().equals(build.id());
        if (ofBuild) {
            rejectOlder(file, head.get());
            rejectUnfit(file, head.get());
            logs.merge(head.get().log(), new Opened(file, head.get(), place.begin(file)), this::longerCopy);
        }
        return ofBuild;
    }

    /** The name is shown to people, and may come from another machine. */
    private static void rejectUnfit(Path file, LogLine.Head head) {
        try {
            FileName.require("The run log", head.log());
        } catch (UnfitNameException e) {
            throw new MalformedFileException(
                    file, e.getMessage() + " No run log of TokenBudget's says so: delete it, and measure again.", e);
        }
    }

    /** An older log leaves out what would be taken for unknown, and calls things by other names. */
    private static void rejectOlder(Path file, LogLine.Head head) {
        if (head.schemaVersion() < LogLine.SCHEMA_VERSION) {
            throw new MalformedFileException(
                    file,
                    "its schemaVersion is " + head.schemaVersion() + ", but this TokenBudget reads "
                            + LogLine.SCHEMA_VERSION
                            + ". Judge or accept these runs with the TokenBudget version that"
                            + " wrote them, or measure again.");
        }
    }

    /** A log from another machine must not make this one read a file outside of its folder. */
    private static void rejectLink(Path file) {
        if (Files.isSymbolicLink(file)) {
            throw new MalformedFileException(
                    file,
                    "is a symbolic link, which is not followed. Put the run log itself there, or delete the link.");
        }
    }

    /** Of a log that was renamed it is not known that it is another build's. */
    private static boolean isNamedAfterAnother(BuildId build, Path file) {
        return NAME.matcher(name(file)).matches() && !name(file).startsWith(build.id() + "-");
    }

    private static String name(Path file) {
        String name =
                Objects.requireNonNull(file.getFileName(), "A log has a name.").toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    private Opened longerCopy(Opened one, Opened other) {
        boolean keepsOne = one.bytes() >= other.bytes();
        Path copy = keepsOne ? other.file() : one.file();
        warnings.add(copy + " is a copy of a run log already read: counted once.");
        return keepsOne ? one : other;
    }

    private void add(SessionLog session) {
        session.runs()
                .forEach((task, made) ->
                        runs.computeIfAbsent(task, first -> new ArrayList<>()).add(made));
        looseCalls.addAll(session.looseCalls());
        warnings.addAll(session.warnings());
    }

    /** What a session lacks does not matter where a later one of the build ran the same tasks to its end. */
    private void addLack(SessionLog session, List<SessionLog> all) {
        Optional<IncompleteSession> lack = session.incomplete();
        if (lack.isEmpty()) {
            return;
        }
        List<SessionLog> whole = all.stream().filter(SessionLog::isComplete).toList();
        boolean madeGood = !lack.get().plan().isEmpty()
                && lack.get().plan().stream()
                        .map(part -> part.planned().task())
                        .allMatch(task -> whole.stream().anyMatch(other -> other.repeats(task, session)));
        if (madeGood) {
            warnings.add(lack.get().sentence() + " A later session of this build ran the same tasks to the end.");
        } else {
            incomplete.add(lack.get());
        }
    }

    private static Optional<LogLine.Head> head(Path file) {
        byte[] line = SessionLog.firstLine(file);
        Optional<SealedLine> sealed = SealedLine.open(SealedLine.HEAD, line);
        if (sealed.isEmpty() && SealedLine.isSealed(line)) {
            return Optional.empty();
        }
        byte[] json = sealed.map(SealedLine::json).orElse(line);
        try {
            return Optional.of(JsonFile.read(file, json, "schemaVersion", LogLine.SCHEMA_VERSION, LogLine.Head.class))
                    .filter(head -> sealed.isPresent() || head.schemaVersion() < LogLine.SCHEMA_VERSION);
        } catch (NewerSchemaException e) {
            throw e;
        } catch (MalformedFileException e) {
            return Optional.empty();
        }
    }

    /** A log of the build. */
    private record Opened(Path file, LogLine.Head head, String begin) {

        SessionLog read() {
            return SessionLog.read(file, head);
        }

        SessionLog scan() {
            return SessionLog.scan(file, head);
        }

        long bytes() {
            try {
                return Files.size(file);
            } catch (IOException e) {
                throw new MalformedFileException(file, "the run log cannot be read: " + e + ".", e);
            }
        }
    }
}
