package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a session's runs when it records. */
class RecordedRunsTest {

    private static final AtomicInteger RUNS = new AtomicInteger();

    @TempDir
    private Path folder;

    @AutoClose
    private final Provider provider = new Provider();

    @Test
    void are_the_first_successful_ones() {
        RUNS.set(0);

        TestBuild.Result result = recording().run(FailsFirst.class);

        assertThat(result.runs()).hasSize(5);
        assertThat(tokensOf(FailsFirst.class)).containsExactly(302L, 303L, 304L);
        assertThat(result.printed())
                .contains("Recorded 3 runs of 1 task in " + Path.of("src/test/tokenbudget/recordings")
                        + ": review them with git diff, and commit them.");
    }

    @TokenBudget
    static class FailsFirst {
        @RepeatedTest(5)
        void asks(ModelGateway gateway) {
            int run = RUNS.incrementAndGet();
            Provider.call(gateway.openAi(), "m", 300 + run);
            if (run == 1) {
                throw new AssertionError("the answer is wrong");
            }
        }
    }

    @Test
    void are_as_many_as_the_setting_says() {
        recording().property("tokenbudget.recordedRuns", "2").run(Asks.class);

        assertThat(tokensOf(Asks.class)).hasSize(2);
    }

    static class Asks {
        @BenchmarkTask(runs = 5)
        void asks(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "m", 50);
        }
    }

    @Test
    void take_the_place_of_what_was_recorded_before() {
        RUNS.set(100);
        recording().run(Counts.class);
        RUNS.set(200);
        recording().property("tokenbudget.recordedRuns", "1").run(Counts.class);

        assertThat(tokensOf(Counts.class)).containsExactly(201L);
    }

    static class Counts {
        @BenchmarkTask(runs = 2)
        void asks(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "m", RUNS.incrementAndGet());
        }
    }

    @Test
    void replay_as_they_were_measured() {
        RUNS.set(400);
        List<Long> live = tokens(recording().run(Counts.class));
        provider.close();
        RUNS.set(400);

        TestBuild.Result replayed = new TestBuild(folder)
                .property("tokenbudget.calls", "replay")
                .property("tokenbudget.directory", "target/replayed")
                .run(Counts.class);

        assertThat(replayed.failures()).isEmpty();
        assertThat(live).containsExactly(411L, 412L);
    }

    @Test
    void are_those_of_their_own_task_where_tests_run_side_by_side() {
        recording().parallel().run(SideBySide.class);

        for (int task = 1; task <= 8; task++) {
            assertThat(tokens(SideBySide.class, "asks[" + task + "]")).containsExactly(1000L + task);
        }
    }

    @TokenBudget
    static class SideBySide {
        @ParameterizedTest(name = "{0}")
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
        void asks(int number, ModelGateway gateway) {
            Provider.call(gateway.openAi(), "m", 1000 + number);
        }
    }

    @Test
    void are_named_where_they_cannot_be_recorded() {
        TestBuild.Result result = recording().run(AsksOutside.class);

        assertThat(result.failures()).isEmpty();
        assertThat(recordings().readAll()).isEmpty();
        assertThat(result.printed())
                .contains(
                        "No run of RecordedRunsTest$AsksOutside.asks could be recorded: 1 of its calls did not pass the"
                                + " gateway, but were reported by a provider's SDK; only what passes the gateway can be recorded:"
                                + " configure the client with a URL of ModelGateway.");
    }

    @TokenBudget
    static class AsksOutside {
        @Test
        void asks(ModelGateway gateway, RunRecorder recorder) {
            Provider.call(gateway.openAi(), "m", 50);
            recorder.record(ModelCall.builder("bedrock", "nova")
                    .source(UsageSource.SDK)
                    .usage(TokenUsage.of(10, 2))
                    .build());
        }
    }

    @Test
    void are_not_written_unless_asked_for() {
        provider.build(folder).run(Asks.class);

        assertThat(folder.resolve("src/test/tokenbudget")).doesNotExist();
    }

    @Test
    void hold_no_time_and_no_path() throws IOException {
        recording().run(Asks.class);

        String file = Files.readString(recordings().file(new TaskId(Asks.class.getName(), "asks")));
        assertThat(file).doesNotContain("started", "latency", folder.toString(), "127.0.0.1", "localhost");
    }

    @Test
    void that_cannot_be_written_fail_no_test() throws IOException {
        Files.createDirectories(folder.resolve("src/test/tokenbudget"));
        Files.writeString(folder.resolve("src/test/tokenbudget/recordings"), "not a folder");

        TestBuild.Result result = recording().run(Asks.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.runs()).hasSize(5);
        assertThat(result.printed()).contains("cannot be written");
    }

    private TestBuild recording() {
        return provider.build(folder).property("tokenbudget.calls", "record");
    }

    private RecordingFolder recordings() {
        return RecordingFolder.beside(folder.resolve("src/test/tokenbudget"));
    }

    private List<Long> tokensOf(Class<?> testClass) {
        return tokens(testClass, "asks");
    }

    /** Return the output of each recorded run. */
    private List<Long> tokens(Class<?> testClass, String task) {
        List<RecordedRun> runs = recordings()
                .read(new TaskId(testClass.getName(), task))
                .map(TaskRecording::runs)
                .orElse(List.of());
        return runs.stream()
                .flatMap(run -> run.exchanges().stream())
                .map(Exchange::calls)
                .map(calls -> calls.get(0).usage().output().orElseThrow())
                .toList();
    }

    private static List<Long> tokens(TestBuild.Result result) {
        return result.runs().stream()
                .map(run -> run.totalTokens().orElseThrow())
                .toList();
    }
}
