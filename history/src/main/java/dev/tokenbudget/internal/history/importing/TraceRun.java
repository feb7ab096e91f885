package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.RunPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes runs of traces. */
final class TraceRun {

    /** What a history has room for. */
    private static final int LONGEST_ID = 200;

    private static final String NAMELESS = "(no name)";

    private final ImportSettings settings;
    private final CallEntries calls;
    private final ImportTally tally;

    TraceRun(ImportSettings settings, ImportTally tally) {
        this.settings = settings;
        this.calls = new CallEntries(settings, tally);
        this.tally = tally;
    }

    /** Return the trace's calls as a part of a run; nothing where it has none. */
    Optional<RunPart> of(String source, String id, OpenTrace trace) {
        List<FoundCall> counted = trace.counted();
        tally.repeated(trace.told() - counted.size());
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        List<CallEntry> entries = new ArrayList<>();
        List<Labels> labels = counted.stream().map(calls::labels).toList();
        for (int i = 0; i < counted.size(); i++) {
            boolean asRun = labels.get(i).equals(labels.get(0));
            entries.add(calls.entry(i + 1, counted.get(i), asRun ? Labels.NONE : labels.get(i)));
        }
        RunEntry run = new RunEntry(
                id(source, id),
                Optional.empty(),
                Origin.IMPORT,
                source,
                task(trace, counted),
                entries.get(0).at(),
                Duration.between(entries.get(0).at(), end(entries)),
                Optional.empty(),
                labels.get(0),
                entries);
        List<String> ids = counted.stream().map(call -> id(source, call.id())).toList();
        Set<String> covered = new HashSet<>();
        counted.forEach(call -> trace.around(call.id()).forEach(around -> covered.add(id(source, around))));
        return Optional.of(new RunPart(run, ids, covered));
    }

    /** Return what is as unique as {@code id}, however long that is. */
    private static String id(String source, String id) {
        String full = source + ":" + id;
        return full.length() <= LONGEST_ID ? full : source + ":" + Fields.hash(id);
    }

    private String task(OpenTrace trace, List<FoundCall> counted) {
        Stream<String> named =
                counted.stream().flatMap(call -> ImportedLabels.value(call.labels(), settings.taskLabel()).stream());
        Stream<String> told = counted.stream().map(FoundCall::task);
        return Stream.of(named, trace.name().stream(), told)
                .flatMap(names -> names)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(NAMELESS);
    }

    private static Instant end(List<CallEntry> calls) {
        return calls.stream()
                .map(call -> call.at().plusMillis(call.latencyMs().orElse(0)))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
