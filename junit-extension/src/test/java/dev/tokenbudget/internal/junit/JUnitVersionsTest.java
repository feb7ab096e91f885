package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.runlog.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiled extension in JVMs with the JUnit versions that users have, by the console launcher of each. */
class JUnitVersionsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "JUnit Platform {0}")
    @ValueSource(strings = {"1.10.5", "1.12.2", "6.1.3"})
    void every_kind_of_run_is_measured_on(String platform) throws IOException, InterruptedException {
        String printed = runOn(platform, EveryKindOfRun.class);

        Measurement measured = measured();
        assertThat(measured.warnings()).isEmpty();
        assertThat(measured.looseCalls()).isEmpty();
        assertThat(measured.tasks().values().stream()
                        .flatMap(task -> task.runs().stream())
                        .map(run -> run.task().name() + " " + run.number() + " " + run.outcome() + " "
                                + (int) Metric.TOTAL.of(run).orElseThrow()))
                .as(printed)
                .containsExactlyInAnyOrder(
                        "benchmark 1 SUCCEEDED 100",
                        "benchmark 2 SUCCEEDED 100",
                        "benchmark 3 SUCCEEDED 100",
                        "agentBuiltOnce 1 SUCCEEDED 200",
                        "repeated 1 SUCCEEDED 20",
                        "repeated 2 SUCCEEDED 20",
                        "parameterized[size 1] 1 SUCCEEDED 11",
                        "parameterized[size 2] 1 SUCCEEDED 12",
                        "fails 1 FAILED 20",
                        "aborts 1 ABORTED 0",
                        "overBudget 1 SUCCEEDED 1001",
                        "loops 1 FAILED 1000",
                        "nested 1 SUCCEEDED 20");
        assertThat(printed)
                .containsPattern("overBudget .*1,001 tokens .*1,000 \\(maxTotal\\)")
                .containsPattern("loops .*1,000 tokens.* 1,000 \\(maxTotal\\)")
                .contains("TokenBudget: 13 runs of 10 tasks in target/tokenbudget/runs/" + TestBuild.ID)
                .containsPattern("3 tests failed")
                .containsPattern("1 tests aborted")
                .doesNotContain("CloseableResource");
    }

    @ParameterizedTest(name = "JUnit Platform {0}")
    @ValueSource(strings = {"1.10.5", "1.12.2", "6.1.3"})
    void parameter_sets_have_the_same_names_on(String platform) throws IOException, InterruptedException {
        String printed = runOn(platform, EveryKindOfParameterSet.class);

        Measurement measured = measured();
        assertThat(measured.tasks().keySet())
                .as(printed)
                .extracting(TaskId::name)
                .containsExactlyInAnyOrder(
                        "byName[small]",
                        "byName[say \"hi\"]",
                        "byName[C:\\new]",
                        "byName[line break]",
                        "byName[react@18]",
                        "byDefault[text=small, character=c, number=3]",
                        "byDefault[text=it's a=b, character=', number=null]",
                        "inQuotes[say \"small\"!]",
                        "ofValues[value=Value[text=u, character=v]]",
                        "ofValues[#2]");
    }

    @ParameterizedTest(name = "JUnit Platform {0} with {1}")
    @CsvSource({
        "1.10.5, fork_join_pool, ForkJoinPool-1-worker",
        "1.12.2, fork_join_pool, ForkJoinPool-1-worker",
        "6.1.3, fork_join_pool, ForkJoinPool-1-worker",
        "6.1.3, worker_thread_pool, junit-1-worker",
    })
    void no_run_is_made_in_parallel_that_is_not_needed_on(String platform, String executor, String thread)
            throws IOException, InterruptedException {
        AcceptedTasks.write(folder, StagedTasks.class, "a", "b", "c", "d", "e", "f");

        String printed = runOn(
                platform,
                StagedTasks.class,
                "--config=junit.jupiter.execution.parallel.enabled=true",
                "--config=junit.jupiter.execution.parallel.mode.default=concurrent",
                "--config=junit.jupiter.execution.parallel.config.strategy=fixed",
                "--config=junit.jupiter.execution.parallel.config.fixed.parallelism=4",
                "--config=junit.jupiter.execution.parallel.config.executor-service=" + executor);

        Measurement measured = measured();
        assertThat(measured.tasks().values().stream()
                        .map(task -> task.task().name() + " " + task.runs().size()))
                .as(printed)
                .containsExactlyInAnyOrder("a 5", "b 5", "c 5", "d 20", "e 20", "f 20");
        assertThat(printed).contains("executed by " + thread);
    }

    private Measurement measured() throws IOException {
        return RunLogs.merge(folder.resolve("target/tokenbudget/runs"), new BuildId(TestBuild.ID, Optional.empty()));
    }

    private String runOn(String platform, Class<?> tests, String... options) throws IOException, InterruptedException {
        try (Provider provider = new Provider()) {
            return new ConsoleLauncher(platform, folder)
                    .run("-Dtokenbudget.upstream.openai=" + provider.baseUrl(), tests, options);
        }
    }
}
