package dev.tokenbudget.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.runlog.RunLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this JVM prints and logs while it is watched, and what it wrote: to be searched for what must not be there. */
public final class Traces implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("dev.tokenbudget");

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final Handler handler = new Copy(new PrintStream(seen, true, UTF_8));

    private Traces() {
        System.setOut(new PrintStream(seen, true, UTF_8));
        System.setErr(new PrintStream(seen, true, UTF_8));
        OURS.setLevel(Level.ALL);
        ROOT.addHandler(handler);
    }

    /** Catch the console, and the log with all levels of our own loggers, until {@link #close}. */
    public static Traces watch() {
        return new Traces();
    }

    /** Return what was printed and logged so far. */
    public String shown() {
        return seen.toString(UTF_8);
    }

    /** Return what was printed and logged so far, and the run log of {@code run}, which is written into {@code folder}. */
    public String with(Run run, Path folder) {
        RunLog.in(folder, new BuildId("build-1", Optional.empty())).append(run);
        return shown() + textBelow(folder);
    }

    /** Return names and contents of all files below {@code folder}. */
    public static String textBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> regular = files.filter(Files::isRegularFile).sorted().toList();
            return regular.stream()
                    .map(file -> folder.relativize(file) + "\n" + read(file))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ROOT.removeHandler(handler);
        OURS.setLevel(null);
        System.setErr(err);
        System.setOut(out);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Copy extends Handler {

        private final PrintStream to;

        Copy(PrintStream to) {
            this.to = to;
            setLevel(Level.ALL);
            setFormatter(new SimpleFormatter());
        }

        @Override
        public void publish(LogRecord record) {
            to.println(getFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
