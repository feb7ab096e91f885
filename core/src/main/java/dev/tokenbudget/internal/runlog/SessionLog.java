package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.file.UnfitNameException;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.run.IncompleteSession;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.PlannedTask;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.SkippedTask;
import dev.tokenbudget.internal.run.TaskId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What one run log tells. */
final class SessionLog {

    private final Path file;
    private final LogLine.Head head;
    private final Supplier<RunsOfLog> none;
    private final SortedMap<TaskId, RunsOfLog> runs = new TreeMap<>();
    private final List<LooseCall> looseCalls = new ArrayList<>();
    private final Map<TaskId, OptionalInt> planned = new LinkedHashMap<>();
    private final List<SkippedTask> skipped = new ArrayList<>();
    private final LostLines lost;
    private Optional<LogLine.End> end = Optional.empty();

    private SessionLog(Path file, LogLine.Head head, Supplier<RunsOfLog> none) {
        this.file = file;
        this.head = head;
        this.none = none;
        this.lost = new LostLines(file);
    }

    /**
     * Read all lines, and keep the runs.
     *
     * @throws MalformedFileException if the file cannot be read, or names a test class that is none
     */
    static SessionLog read(Path file, LogLine.Head head) {
        return read(new SessionLog(file, head, KeptRuns::new));
    }

    /**
     * Read all lines, and keep of the runs where they lie.
     *
     * @throws MalformedFileException if the file cannot be read, or names a test class that is none
     */
    static SessionLog scan(Path file, LogLine.Head head) {
        return read(new SessionLog(file, head, () -> new RunPlaces(file, head.log())));
    }

    private static SessionLog read(SessionLog log) {
        try (ByteLines lines = new ByteLines(log.file)) {
            lines.read();
            int number = 2;
            for (Optional<byte[]> line = lines.read(); line.isPresent(); line = lines.read()) {
                log.take(new RunsOfLog.Line(number, lines.begin(), line.get().length), line.get());
                number++;
            }
            return log;
        } catch (IOException e) {
            throw unreadable(log.file, e);
        }
    }

    static byte[] firstLine(Path file) {
        try (ByteLines lines = new ByteLines(file)) {
            return lines.read().orElseGet(() -> new byte[0]);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static MalformedFileException unreadable(Path file, IOException reason) {
        return new MalformedFileException(file, "the run log cannot be read: " + reason + ".", reason);
    }

    private void take(RunsOfLog.Line place, byte[] bytes) {
        Optional<SealedLine> sealed = SealedLine.open(head.log(), bytes);
        if (sealed.isEmpty()) {
            lost.add(place.number(), SealedLine.isSealed(bytes) ? LostLines.Cause.CHANGED : LostLines.Cause.TORN);
        } else if (!lost.isRepeated(place.number(), sealed.get().number())) {
            take(place, sealed.get());
        }
    }

    private void take(RunsOfLog.Line place, SealedLine line) {
        try {
            LogLine read = JsonFile.readLine(file, place.number(), line.json(), LogLine.class);
            take(place, read);
            lost.read(line.number(), read.end() != null);
        } catch (UnfitNameException e) {
            throw new MalformedFileException(
                    file, e.getMessage() + " No run log of TokenBudget's says so: delete it, and measure again.", e);
        } catch (MalformedFileException | IllegalArgumentException | DateTimeException e) {
            lost.add(place.number(), LostLines.Cause.UNREADABLE);
        }
    }

    private void take(RunsOfLog.Line place, LogLine line) {
        if (line.run() != null) {
            Run run = line.run().toRun();
            runs.computeIfAbsent(run.task(), task -> none.get()).add(run, place);
        } else if (line.looseCall() != null) {
            looseCalls.add(line.looseCall().toLooseCall());
        } else if (line.planned() != null) {
            List<PlannedTask> plan = line.planned().stream()
                    .map(LogLine.PlannedJson::toPlannedTask)
                    .toList();
            plan.forEach(task -> planned.merge(task.task(), task.runs(), SessionLog::sum));
        } else if (line.skipped() != null) {
            skipped.add(line.skipped().toSkippedTask());
        } else if (line.end() != null) {
            end = Optional.of(line.end());
        }
    }

    Path file() {
        return file;
    }

    LogLine.Head head() {
        return head;
    }

    /** Return the runs of each task. */
    SortedMap<TaskId, RunsOfLog> runs() {
        return runs;
    }

    List<SkippedTask> skipped() {
        return skipped;
    }

    List<LooseCall> looseCalls() {
        return looseCalls;
    }

    /** Return which lines are not taken, and why, as sentences. */
    List<String> warnings() {
        return lost.inWords();
    }

    boolean isComplete() {
        return lack().isEmpty();
    }

    /** Return what is lacking, or nothing where the session ended in order and all that it wrote is here. */
    Optional<IncompleteSession> incomplete() {
        return lack().map(lack -> new IncompleteSession(head.log(), lack, plan(), runs.keySet()));
    }

    /** Whether this session began after {@code other} and was about to run {@code task}, too. */
    boolean repeats(TaskId task, SessionLog other) {
        return began().flatMap(now -> other.began().map(now::isAfter)).orElse(false) && planned.containsKey(task);
    }

    private Optional<String> lack() {
        String jvm = "its JVM (process " + head.pid() + ")";
        if (end.isEmpty()) {
            return Optional.of("has no end: " + jvm + " was killed, or a test ended it" + lost.named());
        }
        int madeRuns = end.get().runs();
        int held = runs.values().stream().mapToInt(RunsOfLog::size).sum();
        if (held < madeRuns) {
            return Optional.of("holds " + held + " of the " + madeRuns + " runs that " + jvm + " made" + lost.named());
        }
        int madeCalls = end.get().looseCalls();
        if (looseCalls.size() < madeCalls) {
            return Optional.of("holds " + looseCalls.size() + " of the " + madeCalls + " calls that " + jvm
                    + " made outside of its runs" + lost.named());
        }
        return lost.isAnything()
                ? Optional.of("does not hold all lines that " + jvm + " wrote" + lost.named())
                : Optional.empty();
    }

    private List<IncompleteSession.Part> plan() {
        return planned.entrySet().stream()
                .map(task -> new PlannedTask(task.getKey(), task.getValue()))
                .map(task -> new IncompleteSession.Part(task, madeOf(task)))
                .toList();
    }

    private int madeOf(PlannedTask planned) {
        return runs.entrySet().stream()
                .filter(task -> planned.covers(task.getKey()))
                .mapToInt(task -> task.getValue().size())
                .sum();
    }

    private static OptionalInt sum(OptionalInt one, OptionalInt other) {
        return one.isPresent() && other.isPresent()
                ? OptionalInt.of(one.getAsInt() + other.getAsInt())
                : OptionalInt.empty();
    }

    private Optional<Instant> began() {
        try {
            return Optional.ofNullable(head.started()).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
