package dev.tokenbudget.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Writes which runs have ended into a file of its own, whatever the run log says: JUnit reports a test as finished when all that
 * extensions do behind it is done, so from then on its run must never be lost.
 */
public final class FinishedRuns implements TestExecutionListener {

    static final String FILE = "finished-runs.txt";

    private static final ThreadLocal<String> UNDER_WAY = new ThreadLocal<>();

    /** Name the run that this thread makes. */
    static void begin(String run) {
        UNDER_WAY.set(run);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String run = UNDER_WAY.get();
        if (test.isTest() && run != null) {
            UNDER_WAY.remove();
            append(run);
        }
    }

    private static void append(String run) {
        try (FileChannel file = FileChannel.open(Path.of(FILE), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            file.write(ByteBuffer.wrap((run + "\n").getBytes(StandardCharsets.UTF_8)));
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
