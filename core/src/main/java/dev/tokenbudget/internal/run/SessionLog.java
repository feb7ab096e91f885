package dev.tokenbudget.internal.run;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one run log tells.
 *
 * @param file the log
 * @param head its first line
 * @param entries all other lines
 */
record SessionLog(Path file, LogLine.Head head, List<LogLine.Entry> entries) {

    static SessionLog read(LogText log, LogLine.Head head) {
        return new SessionLog(
                log.file(),
                head,
                log.parts().parallelStream()
                        .flatMap(part -> log.lines(part, LogLine.Entry::read, LogLine.Entry.TORN).stream())
                        .toList());
    }

    List<Run> runs() {
        return all(LogLine.Entry.Ran.class).map(LogLine.Entry.Ran::run).toList();
    }

    List<SkippedTask> skipped() {
        return all(LogLine.Entry.Skipped.class).map(LogLine.Entry.Skipped::task).toList();
    }

    List<LooseCall> looseCalls() {
        return all(LogLine.Entry.Loose.class).map(LogLine.Entry.Loose::call).toList();
    }

    /** Return the numbers of the lines of which nothing can be known; the head is line 1. */
    List<Integer> tornLines() {
        List<Integer> torn = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof LogLine.Entry.Torn) {
                torn.add(i + 2);
            }
        }
        return torn;
    }

    /** Return what is lacking, or nothing where the session ended in order and all that it wrote is here. */
    Optional<IncompleteSession> incomplete() {
        return lack().map(lack -> new IncompleteSession(
                head.log(), lack, plan(), runs().stream().map(Run::task).collect(Collectors.toSet())));
    }

    /** Whether this session began after {@code other} and was about to run {@code task}, too. */
    boolean repeats(TaskId task, SessionLog other) {
        return began().flatMap(now -> other.began().map(now::isAfter)).orElse(false)
                && planned().keySet().stream().anyMatch(task::equals);
    }

    private Optional<String> lack() {
        if (!head.tellsItsEnd()) {
            return Optional.empty();
        }
        String jvm = "its JVM (process " + head.pid() + ")";
        Optional<SessionEnd> end =
                all(LogLine.Entry.Ended.class).map(LogLine.Entry.Ended::end).reduce((earlier, later) -> later);
        if (end.isEmpty()) {
            return Optional.of("has no end: " + jvm + " was killed, or a test ended it");
        }
        int runs = runs().size();
        if (runs < end.get().runs()) {
            return Optional.of("holds " + runs + " of the " + end.get().runs() + " runs that " + jvm + " made");
        }
        int calls = looseCalls().size();
        return calls < end.get().looseCalls()
                ? Optional.of("holds " + calls + " of the " + end.get().looseCalls() + " calls that " + jvm
                        + " made outside of its runs")
                : Optional.empty();
    }

    private List<IncompleteSession.Part> plan() {
        List<Run> runs = runs();
        return planned().entrySet().stream()
                .map(planned -> new PlannedTask(planned.getKey(), planned.getValue()))
                .map(planned -> new IncompleteSession.Part(planned, (int)
                        runs.stream().filter(run -> planned.covers(run.task())).count()))
                .toList();
    }

    /** Return what all test plans of the session hold together. */
    private Map<TaskId, OptionalInt> planned() {
        Map<TaskId, OptionalInt> tasks = new LinkedHashMap<>();
        all(LogLine.Entry.Planned.class)
                .flatMap(plan -> plan.tasks().stream())
                .forEach(planned -> tasks.merge(planned.task(), planned.runs(), SessionLog::sum));
        return tasks;
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

    private <T extends LogLine.Entry> Stream<T> all(Class<T> type) {
        return entries.stream().filter(type::isInstance).map(type::cast);
    }
}
