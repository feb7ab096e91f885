package dev.tokenbudget.internal.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.report.ConsoleTable;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.report.Report;
import dev.tokenbudget.internal.report.ReportFolder;
import dev.tokenbudget.internal.report.ci.CiReports;
import dev.tokenbudget.internal.report.ci.SourceTree;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures how long a module of 500 tasks with 100 runs each takes to be judged and reported, step by step as {@code mvn
 * tokenbudget:check} does it, and leaves the files behind in {@code target/speed}, where that goal can be run on them.
 */
@Tag("speed")
class CheckSpeedTest {

    private final Path module = Path.of("target/speed");
    private final BuildFolder folder = new BuildFolder(module.resolve("target/tokenbudget"));
    private final BaselineFolder baselines = new BaselineFolder(module.resolve("src/test/tokenbudget"));

    @Test
    void a_check_takes_at_most_thirty_times_as_long_as_tokenising_its_files() {
        if (Files.notExists(folder.settingsFile())) {
            new LargeSuite(500, 100).write(baselines, folder);
        }
        tokensOfFiles(); // what is compiled meanwhile is not counted
        long start = processors();
        timed("tokens", this::tokensOfFiles);
        long begin = processors();
        BuildSettings build = BuildSettings.read(folder.settingsFile());
        Measurement read = timed("run logs", () -> RunLogs.merge(folder.runs(), build.build()));
        Baseline baseline = timed("baselines", baselines::read);
        PriceList prices = timed("price list", PriceList::bundled);
        Measurement measurement = timed("prices", () -> read.priced(prices));
        Policy policy = Policy.of(Settings.of(), Optional.empty());
        Comparison comparison = timed("verdicts", () -> Comparison.of(measurement, baseline, policy));
        timed("reports", () -> new ReportFolder(folder.report(), reports()).write(comparison));
        timed(
                "console",
                () -> List.of(
                        ConsoleTable.of(comparison),
                        ConsoleTable.cost(comparison),
                        Findings.warnings(comparison),
                        Findings.notes(comparison),
                        Findings.failures(comparison)));
        double ratio = (double) (processors() - begin) / (begin - start);
        System.out.printf("All of it took %.1f times as long as tokenising its files.%n", ratio);
        assertThat(ratio).isLessThan(30);
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
        new ReportFolder(module.resolve("growth"), reports()).write(comparison);
        return processors() - begin;
    }

    /** Return how many tokens the JSON of all files has, below which nothing that reads them can go. */
    private long tokensOfFiles() {
        try (Stream<Path> files = Files.walk(module)) {
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

    private List<Report> reports() {
        SourceTree sources = new SourceTree(module, Map.of("", new SourceTree.Module(module, List.of())));
        return Stream.of(List.of(HtmlReport.REPORT), Report.PLAIN, CiReports.of(sources))
                .flatMap(List::stream)
                .toList();
    }

    private static <T> T timed(String step, Supplier<T> work) {
        long start = System.nanoTime();
        long used = processors();
        T result = work.get();
        System.out.printf(
                "%-10s %5d ms, %5d ms of the processors%n",
                step, (System.nanoTime() - start) / 1_000_000, (processors() - used) / 1_000_000);
        return result;
    }

    private static long processors() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
