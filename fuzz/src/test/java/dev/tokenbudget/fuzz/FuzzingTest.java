package dev.tokenbudget.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Has Jazzer look for inputs that break something, for {@code fuzz.minutes} over all targets, or over {@code fuzz.target}
 * alone. What it finds is in {@code target/fuzz/<target>}: mended, it belongs into the corpus.
 */
@Tag("long")
class FuzzingTest {

    private static final int HEAP_MIB = 256;
    /** By the clock, and so only for what never ends; {@link Driver} reports what takes the processor longer than a second. */
    private static final int TIMEOUT_SECONDS = 25;

    /** What they take for an attack is what we are for: loopback connections, files, expressions that users write. */
    private static final String OF_APPLICATIONS = Stream.of(
                    "FilePathTraversal", "RegexInjection", "ServerSideRequestForgery", "SqlInjection")
            .map("com.code_intelligence.jazzer.sanitizers."::concat)
            .collect(Collectors.joining(File.pathSeparator));

    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");

    static Stream<String> targets() {
        String only = System.getProperty("fuzz.target", "");
        return Targets.ALL.keySet().stream().filter(name -> only.isEmpty() || only.equals(name));
    }

    @ParameterizedTest
    @MethodSource("targets")
    @DisplayName("nothing that is found breaks the target")
    void nothing_that_is_found_breaks_the_target(String target) throws IOException, InterruptedException {
        double minutes = Double.parseDouble(System.getProperty("fuzz.minutes", "30"));
        long seconds = Math.max(1, Math.round(minutes * 60 / targets().count()));
        Path folder = Files.createDirectories(Path.of("target", "fuzz", target));
        Path found = Files.createDirectories(folder.resolve("inputs"));
        Path log = folder.resolve("log.txt");

        Process jazzer = new ProcessBuilder(command(target, seconds, folder, found))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(jazzer.waitFor(seconds + 120, TimeUnit.SECONDS))
                    .as("ends, %s", log)
                    .isTrue();
        } finally {
            jazzer.destroyForcibly();
        }

        String said = Files.readString(log);
        Matcher done = DONE.matcher(said);
        System.out.println(target + ": " + (done.find() ? done.group() + "s" : "broken, see " + log));
        assertThat(jazzer.exitValue())
                .as(() -> said.substring(Math.max(0, said.length() - 4_000)))
                .isZero();
    }

    private static List<String> command(String target, long seconds, Path folder, Path found) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MIB + "m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folder.toAbsolutePath(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Driver.class.getName(),
                "--target_args=" + target,
                "--instrumentation_includes=dev.tokenbudget.**",
                "--disabled_hooks=" + OF_APPLICATIONS,
                "--reproducer_path=" + folder.toAbsolutePath(),
                "-artifact_prefix=" + folder.toAbsolutePath() + "/",
                "-timeout=" + TIMEOUT_SECONDS,
                "-rss_limit_mb=0",
                "-max_total_time=" + seconds,
                "-print_final_stats=1",
                found.toString(),
                Corpus.of(target).toString()));
        Path others = Path.of("..", "..", "shared", "corpus");
        if (target.startsWith("provider-") && Files.isDirectory(others)) {
            command.add(others.toString());
        }
        return command;
    }
}
