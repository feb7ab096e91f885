package dev.tokenbudget.internal.html;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A check of a module's files, step by step as {@code mvn tokenbudget:check} makes it, with what each step takes.
 *
 * @param module the folder of the module
 */
record WholeCheck(Path module) {

    /** Check the module whose folder is the only argument. */
    public static void main(String[] arguments) {
        new WholeCheck(Path.of(arguments[0])).run();
    }

    BuildFolder folder() {
        return new BuildFolder(module.resolve("target/tokenbudget"));
    }

    BaselineFolder baselines() {
        return new BaselineFolder(module.resolve("src/test/tokenbudget"));
    }

    List<Report> reports() {
        SourceTree sources = new SourceTree(module, Map.of("", new SourceTree.Module(module, List.of())));
        return Stream.of(List.of(HtmlReport.REPORT), Report.PLAIN, CiReports.of(sources))
                .flatMap(List::stream)
                .toList();
    }

    void run() {
        BuildSettings build = BuildSettings.read(folder().settingsFile());
        Measurement read = timed("run logs", () -> RunLogs.merge(folder().runs(), build.build()));
        Baseline baseline = timed("baselines", baselines()::read);
        PriceList prices = timed("price list", PriceList::bundled);
        Measurement measurement = timed("prices", () -> read.priced(prices));
        Policy policy = Policy.of(Settings.of(), Optional.empty());
        Comparison comparison = timed("verdicts", () -> Comparison.of(measurement, baseline, policy));
        timed("reports", () -> new ReportFolder(folder().report(), reports()).write(comparison));
        timed(
                "console",
                () -> List.of(
                        ConsoleTable.of(comparison),
                        ConsoleTable.cost(comparison),
                        Findings.warnings(comparison),
                        Findings.notes(comparison),
                        Findings.failures(comparison)));
    }

    static <T> T timed(String step, Supplier<T> work) {
        long start = System.nanoTime();
        long used = processors();
        T result = work.get();
        System.out.printf(
                "%-10s %6d ms, %6d ms of the processors%n",
                step, (System.nanoTime() - start) / 1_000_000, (processors() - used) / 1_000_000);
        return result;
    }

    static long processors() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
