package dev.tokenbudget.internal.history.output.sending;

import dev.tokenbudget.internal.history.output.UsageCsv;
import dev.tokenbudget.internal.history.store.History;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Every call of a history as CSV. */
record CsvFile(Path file, Time time) implements Output {

    @Override
    public List<String> send(History history) {
        AtomicLong calls = new AtomicLong();
        new TextFile(file).write(out -> {
            UsageCsv csv = new UsageCsv(out);
            history.runs().forEach(time.always(), run -> {
                csv.add(run);
                calls.addAndGet(run.calls().size());
            });
        });
        return List.of("Wrote " + calls + " calls to " + file + ".");
    }
}
