package dev.tokenbudget.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.run.IncompleteSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a test JVM at a random moment: no finished run is lost, none counts twice, and the crash is named. */
class KilledForkTest {

    private static final int KILLS = Integer.getInteger("faults.forkKills", 3);
    private static final int RUNS = 2 * (ManyRuns.RECORDED + ManyRuns.ASKED);
    private static final int AT_ONCE = 4;
    private static final Class<?>[] TESTS = {ManyRuns.OfOneTask.class, ManyRuns.OfAnotherTask.class};
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();

    @Test
    void what_had_finished_is_there_once_and_the_report_names_the_crash() throws Exception {
        try (Provider provider = new Provider()) {
            long most = timeOfRuns(provider);

            Kills.repeat(KILLS, (number, chance) -> kill(provider, number, most, chance));
        }
        System.out.println(KILLS + " test JVMs, " + killed + " of them killed before their end: " + finished
                + " finished runs, none lost, none counted twice.");
    }

    private long timeOfRuns(Provider provider) throws IOException, InterruptedException {
        TestJvm jvm = jvm(provider, "whole", 0);
        Process process = jvm.start(TESTS);
        jvm.awaitFirstRun(process);
        long begin = System.nanoTime();
        process.waitFor();
        long time = System.nanoTime() - begin;

        assertThat(jvm.finished()).as(jvm.printed()).hasSize(RUNS);
        assertThat(jvm.logged()).containsExactlyInAnyOrderElementsOf(jvm.finished());
        assertThat(jvm.measured().incomplete()).isEmpty();
        return time;
    }

    private void kill(Provider provider, int number, long most, SplittableRandom chance)
            throws IOException, InterruptedException {
        TestJvm jvm = jvm(provider, "killed-" + number, number);
        Process process = jvm.start(TESTS);
        if (number % 8 != 7) {
            jvm.awaitFirstRun(process);
        }
        boolean wasKilled = Kills.at(process, most, chance);

        List<String> known = jvm.finished();
        killed.addAndGet(wasKilled ? 1 : 0);
        finished.addAndGet(known.size());
        assertThat(jvm.logged())
                .as("kill %d", number)
                .doesNotHaveDuplicates()
                .containsAll(known)
                .hasSizeLessThanOrEqualTo(known.size() + AT_ONCE);
        List<IncompleteSession> lacking = jvm.measured().incomplete();
        if (lacking.isEmpty()) {
            assertThat(jvm.logged())
                    .as("kill %d left a log that seems whole", number)
                    .hasSize(jvm.hasLog() ? RUNS : 0);
        } else {
            assertThat(lacking)
                    .singleElement()
                    .extracting(IncompleteSession::sentence)
                    .asString()
                    .contains("has no end: its JVM (process " + process.pid() + ") was killed");
        }
        assertWholeRecordings(number);
    }

    private TestJvm jvm(Provider provider, String name, int number) {
        TestJvm jvm = new TestJvm(folder.resolve(name)).property("tokenbudget.upstream.openai", provider.baseUrl());
        if (number % 2 == 1) {
            jvm.property("junit.jupiter.execution.parallel.enabled", "true")
                    .property("junit.jupiter.execution.parallel.mode.default", "concurrent")
                    .property("junit.jupiter.execution.parallel.config.strategy", "fixed")
                    .property("junit.jupiter.execution.parallel.config.fixed.parallelism", "" + AT_ONCE);
        }
        if (number % 4 > 1) {
            jvm.property("tokenbudget.calls", "record");
        }
        return jvm;
    }

    private void assertWholeRecordings(int number) throws IOException {
        Path recordings = folder.resolve("killed-" + number + "/src/test/tokenbudget/recordings");
        if (Files.exists(recordings)) {
            try (Stream<Path> files = Files.walk(recordings)) {
                for (Path file :
                        files.filter(name -> name.toString().endsWith(".json")).toList()) {
                    JsonNode recording = JSON.readTree(Files.readString(file));
                    assertThat(recording.path("schemaVersion").isInt())
                            .as(file.toString())
                            .isTrue();
                }
            }
        }
    }
}
