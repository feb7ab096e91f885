package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.runlog.RunLogs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A run log, as it is and with every line sealed, as if somebody meant to deceive: it is refused, or what can be read of it
 * is, and the same each time.
 */
final class RunLogFile implements Target {

    private static final BuildId BUILD = new BuildId("b", Optional.empty());
    private static final String LOG = "log";

    private final Scratch scratch = new Scratch();

    @Override
    public void read(byte[] input) throws IOException {
        check(input);
        check(sealed(input));
    }

    private void check(byte[] log) throws IOException {
        scratch.file("runs/log.jsonl", log);
        Path folder = scratch.path("runs");
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

    private static byte[] sealed(byte[] input) {
        StringBuilder log = new StringBuilder();
        int number = 0;
        for (String line : new String(input, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            String text = (line.endsWith("}") ? line.substring(0, line.length() - 1) : line) + ",\"line\":" + number;
            CRC32C sum = new CRC32C();
            sum.update(((number == 1 ? "" : LOG) + text).getBytes(StandardCharsets.UTF_8));
            log.append(text)
                    .append(",\"crc\":\"")
                    .append(HexFormat.of().toHexDigits((int) sum.getValue()))
                    .append("\"}\n");
        }
        return log.toString().getBytes(StandardCharsets.UTF_8);
    }
}
