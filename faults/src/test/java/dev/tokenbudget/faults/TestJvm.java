package dev.tokenbudget.faults;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A JVM that runs test classes as one that Surefire starts does, in a folder of its own. */
final class TestJvm {

    private static final BuildId BUILD = new BuildId("build-1", Optional.empty());

    private final Path folder;
    private final Map<String, String> properties = new TreeMap<>();
    private final List<String> options = new ArrayList<>();

    TestJvm(Path folder) {
        this.folder = folder;
        property("tokenbudget.build", BUILD.id());
        property("tokenbudget.minBaselineRuns", "0");
    }

    TestJvm property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    TestJvm option(String option) {
        options.add(option);
        return this;
    }

    Process start(Class<?>... tests) throws IOException {
        Files.createDirectories(folder);
        return java(
                        options,
                        properties,
                        SessionOfTests.class,
                        Arrays.stream(tests).map(Class::getName).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    /** Return what starts a JVM with the class path of these tests. */
    static ProcessBuilder java(
            List<String> options, Map<String, String> properties, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add(main.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    String printed() throws IOException {
        return Files.exists(output()) ? Files.readString(output()) : "";
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    /** Return the runs that JUnit reported as finished. */
    List<String> finished() throws IOException {
        Path file = folder.resolve(FinishedRuns.FILE);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Wait until a run has finished, or the JVM has ended. */
    void awaitFirstRun(Process process) throws IOException, InterruptedException {
        while (finished().isEmpty() && !process.waitFor(5, TimeUnit.MILLISECONDS)) {
            Thread.onSpinWait();
        }
    }

    boolean hasLog() {
        return !RunLogs.logFiles(runs()).isEmpty();
    }

    Measurement measured() {
        return RunLogs.merge(runs(), BUILD);
    }

    /** Return the runs that the run log tells of, by the model that each asked for. */
    List<String> logged() {
        return measured().tasks().values().stream()
                .flatMap(task -> task.runs().stream())
                .flatMap(run -> run.calls().stream())
                .map(ModelCall::requestedModel)
                .toList();
    }

    private Path runs() {
        return folder.resolve("target/tokenbudget/runs");
    }
}
