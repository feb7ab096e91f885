package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the runs of one JVM share: settings, run log, and the table at the end. */
class TestSessionTest {

    @TempDir
    private Path folder;

    @Test
    void a_session_without_runs_creates_nothing_and_prints_nothing() {
        TestBuild.Result result = new TestBuild(folder).run(Plain.class);

        assertThat(result.printed()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    static class Plain {
        @Test
        void test() {}
    }

    @Test
    void calls_in_a_session_without_runs_leave_no_trace() {
        TestBuild.Result result = new TestBuild(folder).run(PlainCall.class);

        assertThat(result.printed()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    static class PlainCall {
        @Test
        void test() {
            RunRegistry.current().record("openai", "gpt-5", 1, 1);
        }
    }

    @Test
    void the_table_at_the_end_names_tasks_and_run_log() {
        TestBuild.Result result = new TestBuild(folder).run(Reviews.class);

        assertThat(result.printed())
                .contains("TokenBudget: 2 runs of 1 task in target/tokenbudget/runs/" + TestBuild.ID)
                .containsPattern("Reviews\\.reviews +2 +110 .*NEW")
                .contains("mvn verify");
    }

    static class Reviews {
        @BenchmarkTask(runs = 2)
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 100, 10);
        }
    }

    @Test
    void the_table_compares_with_the_baseline_of_the_tasks_that_ran() {
        TestBuild.Result first = new TestBuild(folder).run(Reviews.class, Other.class);
        accept(first);

        TestBuild.Result second =
                new TestBuild(folder).property("tokenbudget.build", "build-2").run(Reviews.class);

        assertThat(second.printed())
                .containsPattern("reviews +2 +110 .* 110 +\\+0\\.0 % +OK")
                .doesNotContain("Other");
    }

    @TokenBudget
    static class Other {
        @Test
        void other(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 100, 10);
        }
    }

    @Test
    void a_malformed_baseline_is_a_sentence_at_the_end_and_loses_no_run() throws IOException {
        Path baselines = Files.createDirectories(folder.resolve("src/test/tokenbudget"));
        Files.writeString(baselines.resolve("Broken.json"), "{");

        TestBuild.Result result = new TestBuild(folder).run(Reviews.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.runs()).hasSize(2);
        assertThat(result.printed()).contains("Broken.json").contains("Reviews.reviews");
    }

    @Test
    void a_log_that_cannot_be_ended_is_a_sentence_at_the_end() throws IOException {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setProperty("basedir", folder.toString());
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (LauncherSession session = LauncherFactory.openSession()) {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(DiscoverySelectors.selectClass(Other.class))
                    .execute();
            replaceLogByFolder();
        } finally {
            System.setOut(console);
            System.clearProperty("basedir");
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("TokenBudget: The run log ", " cannot be written.", "Other.other");
    }

    /** A disk that is full is hard to come by. */
    private void replaceLogByFolder() throws IOException {
        try (Stream<Path> logs = Files.list(folder.resolve("target/tokenbudget/runs"))) {
            Path log = logs.toList().get(0);
            Files.delete(log);
            Files.createDirectory(log);
        }
    }

    @Test
    void an_unknown_setting_fails_each_test_and_names_the_key() {
        TestBuild.Result result =
                new TestBuild(folder).property("tokenbudget.tolerence", "+5%").run(Other.class);

        assertThat(result.onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("tokenbudget.tolerence");
    }

    @Test
    void an_unreadable_settings_file_fails_each_test_and_names_the_file() throws IOException {
        Path file =
                Files.createDirectories(folder.resolve("target/tokenbudget")).resolve("settings.json");
        Files.writeString(file, "{\"schemaVersion\": 1");

        assertThat(new TestBuild(folder).run(Other.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void an_unreadable_price_list_fails_each_test_before_it_spends_anything() throws IOException {
        Files.writeString(folder.resolve("prices.json"), "{\"schemaVersion\": 1");

        TestBuild.Result result = new TestBuild(folder)
                .property("tokenbudget.prices", "prices.json")
                .run(Other.class);

        assertThat(result.onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(folder.resolve("prices.json") + ": line 1, column ");
        assertThat(result.runs()).isEmpty();
    }

    @Test
    void a_test_that_looks_at_its_run_sees_its_cost_by_the_session_s_price_list() throws IOException {
        Files.writeString(folder.resolve("prices.json"), """
                {"schemaVersion": 1, "date": "2026-11-01", "source": "ours", "providers": [{"id": "acme", "models": [
                  {"id": "model-1", "prices": {"input": 2, "output": 10}}]}]}""");

        TestBuild.Result result = new TestBuild(folder)
                .property("tokenbudget.prices", "prices.json")
                .run(LooksAtItsCost.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.runs()).hasSize(1);
    }

    static class LooksAtItsCost {
        @TokenBudget
        @Test
        void looks(RunRecorder recorder) {
            recorder.record("acme", "model-1", 1_000, 100);

            // 1,000 × 2 + 100 × 10 per million tokens
            assertThat(recorder.run().costUsd()).hasValue(new BigDecimal("0.003"));
        }
    }

    @Test
    void an_unusable_build_id_is_refused() {
        assertThat(new TestBuild(folder)
                        .property("tokenbudget.build", "../build")
                        .run(Other.class)
                        .onlyFailure())
                .hasMessageContaining("A build id has");
    }

    @Test
    void junit_configuration_parameters_are_settings_too() {
        SummaryGeneratingListener summary = execute("tokenbudget.junitOnly", "x");

        assertThat(summary.getSummary().getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException())
                        .hasMessageContainingAll("tokenbudget.junitOnly", "JUnit configuration parameter"));
    }

    @Test
    void integrations_are_switched_on_before_the_first_test() {
        CaptureOfTests.begun = false;

        execute("tokenbudget.junitOnly", "x");

        assertThat(CaptureOfTests.begun).isTrue();
    }

    @Test
    void integrations_are_switched_off_after_the_last_test() {
        CaptureOfTests.ended = false;

        execute("tokenbudget.junitOnly", "x");

        assertThat(CaptureOfTests.ended).isTrue();
    }

    @Test
    void runs_without_a_maven_build_are_local_even_beside_its_settings() {
        new BuildSettings(new BuildId("maven-build", Optional.empty()), Optional.empty(), Map.of())
                .write(folder.resolve("target/tokenbudget/settings.json"));

        // a thread of its own has no frame of Surefire on its stack
        CompletableFuture.runAsync(
                        () -> new TestBuild(folder)
                                .property("tokenbudget.build", "")
                                .run(Other.class),
                        task -> new Thread(task).start())
                .join();

        assertThat(folder.resolve("target/tokenbudget/runs"))
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("local-"));
    }

    @Test
    void a_build_named_by_property_gets_the_commit_of_its_settings() {
        new BuildSettings(new BuildId(TestBuild.ID, Optional.of("abc123")), Optional.empty(), Map.of())
                .write(folder.resolve("target/tokenbudget/settings.json"));

        new TestBuild(folder).run(Other.class);

        assertThat(folder.resolve("target/tokenbudget/runs"))
                .isDirectoryContaining(log -> contains(log, "\"commit\":\"abc123\""));
    }

    private static SummaryGeneratingListener execute(String key, String value) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(Other.class))
                                    .configurationParameter(key, value)
                                    .build(),
                            summary);
        }
        return summary;
    }

    private void accept(TestBuild.Result result) {
        TreeMap<TaskId, TaskBaseline> tasks = new TreeMap<>();
        for (TaskRuns runs : result.measurement().tasks().values()) {
            tasks.put(
                    runs.task(), TaskBaseline.accept(runs, result.measurement().build(), "first", Optional.empty()));
        }
        new BaselineFolder(folder.resolve("src/test/tokenbudget")).write(new Baseline(tasks));
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
