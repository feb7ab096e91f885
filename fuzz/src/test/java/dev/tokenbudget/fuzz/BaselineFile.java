package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.json.MalformedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A baseline: it is refused, or it stays what it is when it is written and read again. */
final class BaselineFile implements Target {

    private final Scratch scratch = new Scratch();
    private final BaselineFolder written = new BaselineFolder(scratch.path("written"));

    @Override
    public void read(byte[] input) throws IOException {
        scratch.file("read/example.Benchmark.json", input);
        Path folder = scratch.path("read");
        Baseline baseline;
        try {
            baseline = new BaselineFolder(folder).read();
        } catch (MalformedFileException e) {
            return;
        }
        written.write(baseline);
        List<Path> changed = written.write(written.read());
        Checks.that(changed.isEmpty(), "what was written is not what was read");
    }
}
