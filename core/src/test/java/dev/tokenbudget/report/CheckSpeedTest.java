package dev.tokenbudget.report;

import dev.tokenbudget.baseline.Baseline;
import dev.tokenbudget.baseline.BaselineExample;
import dev.tokenbudget.baseline.BaselineFolder;
import dev.tokenbudget.build.BuildFolder;
import dev.tokenbudget.composition.SimulatedAgent;
import dev.tokenbudget.report.ci.CiReports;
import dev.tokenbudget.report.ci.SourceTree;
import dev.tokenbudget.run.Measurement;
import dev.tokenbudget.run.Run;
import dev.tokenbudget.run.RunExample;
import dev.tokenbudget.run.RunLog;
import dev.tokenbudget.run.RunLogs;
import dev.tokenbudget.run.TaskId;
import dev.tokenbudget.settings.BuildSettings;
import dev.tokenbudget.settings.Settings;
import dev.tokenbudget.verdict.Comparison;
import dev.tokenbudget.verdict.Policy;
import dev.tokenbudget.verdict.StatisticalJudge;
import java.io.IOException;
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
 * Measures how long a module of 500 tasks with 100 runs each takes to be judged and reported, and leaves the files behind in
 * {@code target/speed}, where {@code mvn tokenbudget:check} can be run on them.
 */
@Tag("speed")
class CheckSpeedTest {

    private static final int TASKS = 500;
    private static final int RUNS = 100;
    private static final int CLASSES = 25;

    private final Path module = Path.of("target/speed");
    private final BuildFolder folder = new BuildFolder(module.resolve("target/tokenbudget"));
    private final BaselineFolder baselines = new BaselineFolder(module.resolve("src/test/tokenbudget"));

    @Test
    void judges_and_reports_500_tasks_of_100_runs() throws IOException {
        if (Files.notExists(folder.settingsFile())) {
            measureAndAccept();
        }
        Measurement measurement = timed("run logs", () -> RunLogs.merge(folder.runs(), RunExample.BUILD));
        Baseline baseline = timed("baselines", baselines::read);
        Policy policy = Policy.of(Settings.of(), Optional.empty());
        Comparison comparison =
                timed("verdicts", () -> Comparison.of(measurement, baseline, policy, new StatisticalJudge()));
        timed("reports", () -> new ReportFolder(folder.report(), reports()).write(comparison));
        timed(
                "console",
                () -> ConsoleTable.of(comparison).size()
                        + Findings.warnings(comparison).size()
                        + Findings.notes(comparison).size()
                        + Findings.failures(comparison).size());
    }

    private void measureAndAccept() throws IOException {
        RunLog log = RunLog.in(folder.runs(), RunExample.BUILD);
        Baseline accepted = BaselineExample.empty();
        for (int i = 0; i < TASKS; i++) {
            TaskId task = new TaskId("com.acme.Suite" + i % CLASSES + "Benchmark", "task" + i);
            accepted = accepted.with(task, BaselineExample.accepted(task, runs(task, agent(i))));
            SimulatedAgent changed = agent(TASKS + i);
            changed.toolResult += i % 10 == 0 ? 400 : 0;
            runs(task, changed).forEach(log::append);
        }
        baselines.write(accepted);
        new BuildSettings(RunExample.BUILD, Optional.empty(), Map.of()).write(folder.settingsFile());
    }

    private List<Report> reports() {
        SourceTree sources = new SourceTree(module, Map.of("", new SourceTree.Module(module, List.of())));
        return Stream.concat(Report.PLAIN.stream(), CiReports.of(sources).stream())
                .toList();
    }

    private static SimulatedAgent agent(long seed) {
        SimulatedAgent agent = new SimulatedAgent(seed);
        agent.loops = 4;
        return agent;
    }

    private static List<Run> runs(TaskId task, SimulatedAgent agent) {
        return agent.runs(RUNS).runs().stream()
                .map(run -> RunExample.run(task, run.number(), run.outcome(), run.terms(), run.calls()))
                .toList();
    }

    private static <T> T timed(String phase, Supplier<T> work) {
        long start = System.nanoTime();
        long used = processors();
        T result = work.get();
        System.out.printf(
                "%-10s %5d ms, %5d ms of the processors%n",
                phase, (System.nanoTime() - start) / 1_000_000, (processors() - used) / 1_000_000);
        return result;
    }

    private static long processors() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
