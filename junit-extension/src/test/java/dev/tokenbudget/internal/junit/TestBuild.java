package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.run.RunRecorder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes in a launcher session of their own, as a build would, with all files in one folder. */
final class TestBuild {

    static final String ID = "build-1";

    private static final String FIRST_BASELINE = "tokenbudget.minBaselineRuns";

    private final Path folder;
    private String runs = "target/tokenbudget/runs";
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();

    TestBuild(Path folder) {
        this.folder = folder;
        property("basedir", folder.toString());
        property("tokenbudget.build", ID);
        property(FIRST_BASELINE, "0");
    }

    /** Let tasks without a baseline make as many runs as one is to hold, in place of their first ones alone. */
    TestBuild withFirstBaselines() {
        properties.remove(FIRST_BASELINE);
        return this;
    }

    TestBuild property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /** Run with eight threads, as {@code junit-platform.properties} would say it. */
    TestBuild parallel() {
        parameters.put("junit.jupiter.execution.parallel.enabled", "true");
        parameters.put("junit.jupiter.execution.parallel.mode.default", "concurrent");
        parameters.put("junit.jupiter.execution.parallel.config.strategy", "fixed");
        parameters.put("junit.jupiter.execution.parallel.config.fixed.parallelism", "8");
        return this;
    }

    TestBuild parameter(String key, String value) {
        parameters.put(key, value);
        return this;
    }

    /** Find run logs where another {@code tokenbudget.directory} keeps them. */
    TestBuild at(String newRuns) {
        runs = newRuns;
        return this;
    }

    Path runLogs() {
        return folder.resolve(runs);
    }

    Result run(Class<?>... testClasses) {
        return run(Stream.of(testClasses).map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new));
    }

    /** Execute one run of a task alone, as an IDE does and Surefire where it repeats a failed one. */
    Result runAgain(Class<?> testClass, String template, int place) {
        return run(DiscoverySelectors.selectUniqueId(UniqueId.forEngine("junit-jupiter")
                .append("class", testClass.getName())
                .append("test-template", template + "(" + RunRecorder.class.getName() + ")")
                .append("test-template-invocation", "#" + place)));
    }

    private Result run(DiscoverySelector... selectors) {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Map<String, Optional<String>> before = new HashMap<>();
        properties.forEach((key, value) -> before.put(key, Optional.ofNullable(System.setProperty(key, value))));
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (LauncherSession session = LauncherFactory.openSession()) {
            EngineExecutionResults events = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectors)
                    .configurationParameters(parameters)
                    .execute();
            session.close();
            return new Result(events, RunLogs.merge(runLogs(), buildId()), printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(console);
            before.forEach((key, value) ->
                    value.ifPresentOrElse(old -> System.setProperty(key, old), () -> System.clearProperty(key)));
        }
    }

    private BuildId buildId() {
        return new BuildId(ID, Optional.empty());
    }

    record Result(EngineExecutionResults events, Measurement measurement, String printed) {

        List<String> tasks() {
            return measurement.tasks().keySet().stream().map(TaskId::name).toList();
        }

        List<Run> runsOf(String task) {
            return runs().stream().filter(run -> run.task().name().equals(task)).toList();
        }

        List<Run> runs() {
            return measurement.tasks().values().stream()
                    .flatMap(task -> task.runs().stream())
                    .toList();
        }

        Run onlyRun() {
            if (runs().size() != 1) {
                throw new AssertionError("Expected one run, but got " + runs());
            }
            return runs().get(0);
        }

        /** Return what the failed tests and containers threw. */
        List<Throwable> failures() {
            return events.allEvents().failed().stream()
                    .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                            .getThrowable()
                            .orElseThrow())
                    .toList();
        }

        Throwable onlyFailure() {
            if (failures().size() != 1) {
                throw new AssertionError("Expected one failure, but got " + failures());
            }
            return failures().get(0);
        }
    }
}
