package dev.tokenbudget.internal.runlog;

import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.totals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.NewerSchemaException;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.OutputRatio;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLogsTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans[12 stories, ünïcödé ✓]");

    @TempDir
    Path folder;

    @Test
    void brings_back_every_field_of_a_run() {
        ModelCall full = call(0).usage(TokenUsage.of(100, 20)
                        .withCacheRead(60)
                        .withCacheWrite(30)
                        .withCacheWrite5m(20)
                        .withCacheWrite1h(10)
                        .withReasoning(15))
                .responseModel("claude-x-20261101")
                .responseId("msg_1")
                .role(ModelCall.Role.JUDGE)
                .toolCalls(2)
                .calledTools(List.of("search", "read_file"))
                .stopReason("tool_use")
                .streamed(true)
                .latency(Duration.ofMillis(1234))
                .timeToFirstToken(Duration.ofMillis(250))
                .agent("planner")
                .label("step", "1")
                .prompt(PromptSections.builder()
                        .system(new PromptSections.Section(100, 25))
                        .tools(new PromptSections.Section(80, 20), 3)
                        .responseFormat(new PromptSections.Section(40, 10))
                        .user(new PromptSections.Section(220, 55))
                        .opaqueCharacters(4_096)
                        .whole(false)
                        .hashes(new PromptSections.Hashes(
                                Optional.of("ab"),
                                Optional.empty(),
                                Optional.of("ef"),
                                Optional.of("01"),
                                Optional.of("23")))
                        .items(List.of(
                                new Item(
                                        Item.Kind.TOOL_DEFINITION,
                                        Optional.of("search"),
                                        Optional.empty(),
                                        80,
                                        20,
                                        "45"),
                                new Item(
                                        Item.Kind.TOOL_RESULT,
                                        Optional.of("search"),
                                        Optional.of("67"),
                                        220,
                                        55,
                                        "89")))
                        .build())
                .anomalies(List.of(new Anomaly(Anomaly.Kind.TOTAL_MISMATCH, "total = 121, input + output = 120")))
                .build();
        ModelCall unknown = ModelCall.builder("openai", "gpt-x")
                .usage(TokenUsage.unknown().withInput(0))
                .status(UsageStatus.PARTIAL)
                .started(START.plusSeconds(1))
                .build();
        ModelCall rerank = ModelCall.builder("openai", "rerank-x")
                .kind(CallKind.RERANK)
                .source(UsageSource.GATEWAY)
                .usage(TokenUsage.of(100, 20))
                .started(START.plusSeconds(2))
                .prompt(PromptSections.builder()
                        .tools(new PromptSections.Section(80, 20), 2)
                        .history(new PromptSections.Section(10, 2))
                        .toolResults(new PromptSections.Section(20, 4))
                        .user(new PromptSections.Section(220, 55))
                        .toolsHash("cd")
                        .build())
                .build();
        Run.Terms terms = new Run.Terms(
                Budget.of(Map.of(Metric.TOTAL, 15_000L, Metric.CALLS, 7L)),
                Optional.of(Tolerance.parse("-10%..+15%,+200")),
                0.8,
                Optional.of(OutputRatio.parse("0.05..0.15")),
                Optional.of(new Looks(5, 40)));
        Run run = Run.builder(PLANS, 7, START)
                .duration(Duration.ofMillis(4321))
                .outcome(Outcome.FAILED)
                .calls(List.of(full, full, unknown, full, rerank, full, unknown, rerank, unknown))
                .unfinishedCalls(2)
                .terms(terms)
                .labels(Map.of("team", "core"))
                .build();

        RunLog.in(folder, BUILD).append(run);

        assertThat(RunLogs.merge(folder, BUILD).tasks()).isEqualTo(Map.of(PLANS, new TaskRuns(PLANS, List.of(run))));
    }

    @Test
    void lets_another_reader_see_a_run_as_soon_as_it_is_appended() {
        RunLog log = RunLog.in(folder.resolve("not yet there"), BUILD);

        for (int number = 1; number <= 3; number++) {
            log.append(run(REVIEWS, number, call(10).build()));
            assertThat(totals(RunLogs.merge(folder.resolve("not yet there"), BUILD)))
                    .hasSize(number);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../../victim/package", "/victim/package", "com..acme", "C:\\\\victim", "NUL"})
    void refuses_a_log_that_names_no_test_class(String testClass) throws IOException {
        RunLog log = RunLog.in(folder, BUILD);
        log.append(run(REVIEWS, 1, call(10).build()));
        Files.writeString(log.file(), Files.readString(log.file()).replace(REVIEWS.testClass(), testClass));
        SealedLines.seal(log.file());

        assertThatThrownBy(() -> RunLogs.merge(folder, BUILD))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(log.file() + ": The test class '")
                .hasMessageEndingWith("No run log of TokenBudget's says so: delete it, and measure again.");
    }

    @Test
    void reads_no_log_that_a_link_points_to() throws IOException {
        RunLog log = RunLog.in(folder.resolve("elsewhere"), BUILD);
        log.append(run(REVIEWS, 1, call(10).build()));
        Path link = Files.createSymbolicLink(folder.resolve("b1-1.jsonl"), log.file());

        assertThatThrownBy(() -> RunLogs.merge(folder, BUILD))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(link + ": is a symbolic link, which is not followed.");
    }

    @Test
    void refuses_a_log_whose_name_would_break_a_message() throws IOException {
        RunLog log = RunLog.in(folder, BUILD);
        log.append(run(REVIEWS, 1, call(10).build()));
        Files.writeString(log.file(), Files.readString(log.file()).replace("\"log\":\"b1-", "\"log\":\"\\n::error::"));
        SealedLines.seal(log.file());

        assertThatThrownBy(() -> RunLogs.merge(folder, BUILD))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(log.file() + ": The run log '\\u000A::error::");
    }

    @Test
    void creates_nothing_for_a_session_without_runs() {
        RunLog.in(folder.resolve("runs"), BUILD);

        assertThat(folder).isEmptyDirectory();
        assertThat(RunLogs.merge(folder.resolve("runs"), BUILD).isEmpty()).isTrue();
        assertThat(RunLogs.logFiles(folder.resolve("runs"))).isEmpty();
    }

    @Test
    void keeps_late_and_unattributed_calls_apart_from_runs() {
        ModelCall call = call(10).build();
        List<LooseCall> loose = List.of(
                LooseCall.unattributed(call),
                LooseCall.late(REVIEWS, Outcome.SUCCEEDED, call),
                LooseCall.outside(call));
        RunLog log = RunLog.in(folder, BUILD);
        loose.forEach(log::append);

        Measurement measurement = RunLogs.merge(folder, BUILD);

        assertThat(measurement.looseCalls()).isEqualTo(loose);
        assertThat(measurement.tasks()).isEmpty();
        assertThat(measurement.isEmpty()).isFalse();
    }

    @Test
    void loses_no_run_of_many_threads() throws Exception {
        RunLog log = RunLog.in(folder, BUILD);
        int threads = 8;
        int runsEach = 25;
        ExecutorService tests = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                work.add(tests.submit(() -> {
                    for (int number = 1; number <= runsEach; number++) {
                        log.append(run(REVIEWS, number, call(10).build()));
                    }
                }));
            }
            for (Future<?> done : work) {
                done.get();
            }
        } finally {
            tests.shutdownNow();
        }

        Measurement measurement = RunLogs.merge(folder, BUILD);
        assertThat(totals(measurement)).hasSize(threads * runsEach);
        assertThat(measurement.warnings()).isEmpty();
    }

    @Test
    void leaves_out_the_runs_of_another_build_and_says_so() {
        RunLog.in(folder, BUILD).append(run(REVIEWS, 1, call(10).build()));
        RunLog.in(folder, new BuildId("ide", Optional.empty())).append(run(REVIEWS, 1, call(99).build()));

        Measurement measurement = RunLogs.merge(folder, BUILD);

        assertThat(totals(measurement)).containsExactly(10.0);
        assertThat(measurement.warnings())
                .containsExactly("1 run log of other builds or of an IDE in " + folder + " was left out.");
    }

    @Test
    void counts_a_copied_log_once_even_where_the_copy_is_shorter() throws IOException {
        RunLog log = RunLog.in(folder, BUILD);
        log.append(run(REVIEWS, 1, call(10).build()));
        Path copy = Files.copy(log.file(), folder.resolve("a copy made too early.jsonl"));
        log.append(run(REVIEWS, 2, call(20).build()));

        Measurement measurement = RunLogs.merge(folder, BUILD);

        assertThat(totals(measurement)).containsExactly(10.0, 20.0);
        assertThat(measurement.warnings())
                .containsExactly(copy + " is a copy of a run log already read: counted once.");
    }

    @Test
    void refuses_a_log_of_a_newer_schema() throws IOException {
        Path log = logOfSchema(6);

        assertThatThrownBy(() -> RunLogs.merge(folder, BUILD))
                .isInstanceOf(NewerSchemaException.class)
                .hasMessageContainingAll(log + ": ", "schemaVersion is 6", "up to 5");
    }

    @Test
    void reads_no_older_log_whose_absent_fields_meant_something_else() throws IOException {
        Path log = logOfSchema(4);

        assertThatThrownBy(() -> RunLogs.merge(folder, BUILD))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(log
                        + ": its schemaVersion is 4, but this TokenBudget reads 5. Judge or accept these runs"
                        + " with the TokenBudget version that wrote them, or measure again.");
    }

    private Path logOfSchema(int version) throws IOException {
        RunLog log = RunLog.in(folder, BUILD);
        log.append(run(REVIEWS, 1, call(10).build()));
        String now = Files.readString(log.file());
        Files.writeString(log.file(), now.replace("\"schemaVersion\":5", "\"schemaVersion\":" + version));
        SealedLines.seal(log.file());
        return log.file();
    }

    @Test
    void names_a_folder_or_a_log_that_cannot_be_read() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path log = Files.createDirectory(folder.resolve("really a folder.jsonl"));

        assertThatThrownBy(() -> RunLogs.merge(file, BUILD))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file + ": the folder of run logs cannot be read: ");
        assertThatThrownBy(() -> RunLogs.merge(folder, BUILD))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(log + ": the run log cannot be read: ");
    }

    @Test
    void names_a_folder_that_cannot_be_written_and_what_would_be_lost() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        RunLog log = RunLog.in(file, BUILD);

        assertThatThrownBy(() -> log.append(run(REVIEWS, 1)))
                .hasMessage(
                        "The run log " + log.file() + " cannot be written. Make its folder writable: without it, the"
                                + " runs of this build are lost.");
    }

    @Test
    void gives_the_same_measurement_whatever_the_files_are_called() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("runs"));
        for (int fork = 0; fork < 5; fork++) {
            RunLog log = RunLog.in(logs, BUILD);
            log.append(run(REVIEWS, 1, call(10 + fork).build()));
            log.append(run(PLANS, 1, call(20 + fork).build()));
            log.append(LooseCall.unattributed(call(30 + fork).build()));
        }
        Measurement before = RunLogs.merge(logs, BUILD);
        List<Path> files = new ArrayList<>(RunLogs.logFiles(logs));
        Random random = new Random(1);
        for (int trial = 0; trial < 10; trial++) {
            Collections.shuffle(files, random);
            Path renamed = Files.createDirectory(folder.resolve("trial" + trial));
            for (int i = 0; i < files.size(); i++) {
                Files.copy(files.get(i), renamed.resolve(i + ".jsonl"));
            }
            assertThat(RunLogs.merge(renamed, BUILD)).isEqualTo(before);
        }
    }
}
