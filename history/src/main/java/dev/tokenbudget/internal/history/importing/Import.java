package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.ReportedEntry;
import dev.tokenbudget.internal.history.store.History;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings what other systems exported into a history: each call once, in whatever files and how often it comes. What is not
 * understood is named and left out, and nothing that was whole is lost for it.
 */
public final class Import {

    private static final int MOST_SUMS = 1_000;

    private final History history;
    private final ImportSettings settings;
    private final Clock clock;

    public Import(History history, ImportSettings settings, Clock clock) {
        this.history = history;
        this.settings = settings;
        this.clock = clock;
    }

    /** Import {@code files}, in their order, in which a trace may go on from one to the next. */
    public ImportSummary read(List<Path> files) {
        ImportTally tally = new ImportTally(settings.userKey());
        OpenTraces traces =
                new OpenTraces(new TraceRun(settings, tally), parts -> tally.added(history.addParts(parts)));
        Sums sums = new Sums(tally);
        for (Path file : files) {
            try {
                if (OwnLines.areIn(file)) {
                    OwnLines.read(file, entries -> tally.added(history.add(entries)), tally);
                } else {
                    new SourceFile(file, new FileRecords(file, tally, traces, sums)).read();
                }
            } catch (IOException e) {
                tally.leftOut(new LeftOut(file, 0, "the file cannot be read: " + e.getMessage()));
            }
        }
        traces.close();
        sums.close();
        return tally.summary(files.size());
    }

    /** Sums of providers on their way into the history. */
    private final class Sums {

        private final ImportTally tally;
        private final List<ReportedEntry> waiting = new ArrayList<>();

        Sums(ImportTally tally) {
            this.tally = tally;
        }

        void add(ReportedEntry sum) {
            waiting.add(sum);
            if (waiting.size() >= MOST_SUMS) {
                close();
            }
        }

        void close() {
            tally.added(history.add(new Entries(List.of(), List.of(), List.of(), List.of(), waiting)));
            waiting.clear();
        }
    }

    /** The records of one file. */
    private final class FileRecords implements RecordHandler, Findings {

        private final Path file;
        private final ImportTally tally;
        private final OpenTraces traces;
        private final Sums sums;

        FileRecords(Path file, ImportTally tally, OpenTraces traces, Sums sums) {
            this.file = file;
            this.tally = tally;
            this.traces = traces;
            this.sums = sums;
        }

        @Override
        public void record(long line, Fields fields) {
            Optional<ImportFormat> format = ImportFormats.of(fields);
            if (format.isEmpty()) {
                unreadable(line, "it is of no form that is known; its fields are " + names(fields));
                return;
            }
            try {
                format.get().read(fields, this);
            } catch (NotUnderstoodException e) {
                unreadable(line, e.why());
            }
        }

        private static String names(Fields fields) {
            List<String> names = new ArrayList<>();
            fields.node().fieldNames().forEachRemaining(names::add);
            return String.join(", ", names.subList(0, Math.min(names.size(), 6))) + (names.size() > 6 ? " …" : "");
        }

        @Override
        public void unreadable(long line, String why) {
            tally.leftOut(new LeftOut(file, line, why));
        }

        @Override
        public void span(FoundSpan span) {
            traces.add(span);
        }

        @Override
        public void call(FoundCall call) {
            if (!traces.add(call.withLabels(ImportedLabels.needed(call.labels(), settings.taskLabel())))) {
                tally.known();
            }
        }

        @Override
        public void reported(ReportedEntry sum) throws NotUnderstoodException {
            if (sum.to().isAfter(clock.instant())) {
                throw new NotUnderstoodException(
                        "its time is not over yet (" + sum.to() + "): import it again when it is whole");
            }
            sums.add(sum);
        }

        @Override
        public void nothingToCount(String what) {
            tally.nothingToCount(what);
        }

        @Override
        public void notKept(String what) {
            tally.notKept(what);
        }

        @Override
        public Optional<String> user(String id) {
            return tally.user(id);
        }
    }
}
