package dev.tokenbudget.internal.html;

import static dev.tokenbudget.internal.html.WholeCheck.processors;
import static dev.tokenbudget.internal.html.WholeCheck.timed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.report.ReportFolder;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures how long a module of 500 tasks with 100 runs each takes to be judged and reported, step by step as {@code mvn
 * tokenbudget:check} does it, and leaves the files behind in {@code target/speed}, where that goal can be run on them.
 */
@Tag("speed")
class CheckSpeedTest {

    private static final Path SPEED = Path.of("target/speed");

    @Test
    void a_check_takes_at_most_thirty_times_as_long_as_tokenising_its_files() {
        WholeCheck check = written(SPEED, new LargeSuite(500, 100));
        tokensOfFiles(); // what is compiled meanwhile is not counted
        long start = processors();
        timed("tokens", CheckSpeedTest::tokensOfFiles);
        long begin = processors();
        check.run();
        double ratio = (double) (processors() - begin) / (begin - start);
        System.out.printf("All of it took %.1f times as long as tokenising its files.%n", ratio);
        assertThat(ratio).isLessThan(30);
    }

    @Test
    void ten_thousand_tasks_of_200_runs_are_judged_in_512_mb(@TempDir Path module) throws Exception {
        WholeCheck check = written(module, new LargeSuite(10_000, 200, 1));

        Process judging = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WholeCheck.class.getName(),
                        module.toString())
                .inheritIO()
                .start();

        assertThat(judging.waitFor()).isZero();
        try (Stream<String> lines = Files.lines(check.folder().report().resolve("report.json"))) {
            assertThat(lines.filter(line -> line.contains("\"testClass\"")).count())
                    .isEqualTo(10_000);
        }
    }

    @Test
    void ten_times_the_tasks_take_at_most_eleven_times_as_long() {
        judged(new LargeSuite(200, 20)); // what is compiled meanwhile is not counted
        long few = judged(new LargeSuite(200, 20));
        long many = judged(new LargeSuite(2_000, 20));
        System.out.printf(
                "200 tasks: %d ms of the processors, 2,000 tasks: %d ms%n", few / 1_000_000, many / 1_000_000);
        assertThat(many).isLessThan(11 * few);
    }

    @Test
    void ten_times_the_calls_of_a_run_take_at_most_eleven_times_as_long() {
        judged(new LargeSuite(1, 1, 10_000)); // what is compiled meanwhile is not counted
        long few = judged(new LargeSuite(1, 1, 10_000));
        long many = judged(new LargeSuite(1, 1, 100_000));
        System.out.printf(
                "A run of 10,000 calls: %d ms of the processors, one of 100,000: %d ms%n",
                few / 1_000_000, many / 1_000_000);
        assertThat(many).isLessThan(11 * few);
    }

    /** Return the processor time that verdicts and reports take. */
    private long judged(LargeSuite suite) {
        Measurement measurement = suite.measurement();
        Baseline baseline = suite.baseline();
        System.gc(); // what made the suite is no part of it
        long begin = processors();
        Comparison comparison = Comparison.of(measurement, baseline, Policy.of(Settings.of(), Optional.empty()));
        new ReportFolder(SPEED.resolve("growth"), new WholeCheck(SPEED).reports()).write(comparison);
        return processors() - begin;
    }

    /** Return how many tokens the JSON of all files has, below which nothing that reads them can go. */
    private static long tokensOfFiles() {
        try (Stream<Path> files = Files.walk(SPEED)) {
            long tokens = 0;
            for (Path file :
                    files.filter(file -> file.toString().matches(".*\\.jsonl?")).toList()) {
                try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
                    while (parser.nextToken() != null) {
                        tokens++;
                    }
                }
            }
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WholeCheck written(Path module, LargeSuite suite) {
        WholeCheck check = new WholeCheck(module);
        if (Files.notExists(check.folder().settingsFile())) {
            suite.write(check.baselines(), check.folder());
        }
        return check;
    }
}
