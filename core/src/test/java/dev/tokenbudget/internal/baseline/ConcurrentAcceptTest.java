package dev.tokenbudget.internal.baseline;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.file.FileLock;
import dev.tokenbudget.internal.run.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that accept in the same module at the same time, as accept does it: under its lock. */
class ConcurrentAcceptTest {

    private static final int TASKS = 15;
    private static final String SHARED = "com.acme.SharedBenchmark";

    @TempDir
    Path module;

    @Test
    void none_of_two_loses_what_the_other_accepted_and_no_file_is_a_half() throws Exception {
        List<Process> both = List.of(start("one"), start("other"));

        for (Process process : both) {
            assertThat(process.waitFor()).isZero();
        }

        Baseline baseline = baselines(module).read();
        assertThat(baseline.tasks()).hasSize(2 * (TASKS + TASKS));
        assertThat(names(baselines(module).folder())).allMatch(name -> name.endsWith(".json"));
    }

    @Test
    void one_that_is_killed_in_the_middle_leaves_whole_files_and_a_free_lock() throws Exception {
        Process killed = start("killed");
        while (killed.isAlive() && !Files.exists(baselines(module).folder().resolve(SHARED + ".json"))) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        killed.destroyForcibly().waitFor();

        assertThat(baselines(module).read().tasks()).isNotEmpty();
        assertThat(start("next").waitFor()).isZero();
        assertThat(baselines(module).read().tasks()).hasSizeGreaterThanOrEqualTo(2 * TASKS);
    }

    private Process start(String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Acceptor.class.getName(),
                        module.toString(),
                        name)
                .inheritIO()
                .start();
    }

    private static BaselineFolder baselines(Path module) {
        return new BaselineFolder(module.resolve("src/test/tokenbudget"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    /** A process that accepts one task after the other, each into a file of its own and into one that all share. */
    static final class Acceptor {

        private Acceptor() {}

        public static void main(String[] arguments) {
            Path module = Path.of(arguments[0]);
            BuildFolder build = new BuildFolder(module.resolve("target/tokenbudget"));
            for (int i = 0; i < TASKS; i++) {
                TaskId own = new TaskId("com.acme.Benchmark" + i + arguments[1], "task");
                TaskId shared = new TaskId(SHARED, arguments[1] + i);
                try (FileLock lock = FileLock.on(build.acceptLock(), Duration.ofMinutes(1))) {
                    assertThat(lock).isNotNull();
                    BaselineFolder folder = baselines(module);
                    folder.write(
                            folder.read().with(own, accepted(own, 100 + i)).with(shared, accepted(shared, 100 + i)));
                }
            }
        }
    }
}
