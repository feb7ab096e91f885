package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.runlog.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A run log: it is refused, or what can be read of it is, and the same each time. */
final class RunLogFile implements Target {

    private static final BuildId BUILD = new BuildId("b", Optional.empty());

    private final Scratch scratch = new Scratch();

    @Override
    public void read(byte[] input) throws IOException {
        Path folder = scratch.file("runs/log.jsonl", input).getParent();
        try {
            Measurement measured = RunLogs.merge(folder, BUILD);
            measured.tasks().values().stream()
                    .flatMap(task -> task.runs().stream())
                    .map(Run::calls)
                    .forEach(Checks::noNegativeTokens);
            Checks.that(measured.equals(RunLogs.merge(folder, BUILD)), "a second reading has another result");
        } catch (MalformedFileException e) {
            // A log that is refused says why.
        }
    }
}
