package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenbudget.internal.progress.ProgressEvent;
import dev.tokenbudget.internal.progress.ProgressTail;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main class that {@code mvn tokenbudget:run} starts, in processes of its own. */
class TaskRunnerTest {

    private static final int SECONDS = 60;

    /** More than a test waits for: whoever sees them all has ended nothing. */
    private static final int RUNS = 999;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process jvm : started) {
            jvm.destroyForcibly().waitFor();
        }
    }

    @Test
    void runs_the_tasks_that_are_asked_for_and_tells_of_each_run() throws Exception {
        Process jvm = start("summ*", "1000000");

        assertThat(jvm.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(jvm.exitValue()).as(output()).isZero();
        assertThat(runs()).extracting(run -> run.task().name()).containsExactly("summarises", "summarises");
        assertThat(told(ProgressEvent.Planned.class)).singleElement().satisfies(plan -> {
            assertThat(plan.tasks()).extracting(ProgressEvent.PlannedTask::name).containsExactly(name("summarises"));
            assertThat(plan.leftOut()).containsExactly(name("fails"), name("goesOn"));
        });
        assertThat(told(ProgressEvent.Ended.class)).allSatisfy(run -> {
            assertThat(run.task()).isEqualTo(name("summarises"));
            assertThat(run.tokens()).isEqualTo(100);
        });
        assertThat(told(ProgressEvent.Done.class)).hasSize(1);
    }

    @Test
    void tells_which_test_failed_and_where() throws Exception {
        Process jvm = start("fails", "1000000");

        assertThat(jvm.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(told(ProgressEvent.Failed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.test()).isEqualTo(name("fails"));
            assertThat(failed.because()).startsWith("no null check found (TaskRunnerTest.java:");
        });
        assertThat(output()).contains("java.lang.AssertionError: no null check found");
    }

    @Test
    void stops_at_the_limit_of_the_session_without_a_failure() throws Exception {
        Process jvm = start("goesOn", "250");

        assertThat(jvm.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(jvm.exitValue()).as(output()).isZero();
        assertThat(runs()).hasSize(3).allMatch(run -> run.outcome() == Outcome.SUCCEEDED);
        assertThat(told(ProgressEvent.Failed.class)).isEmpty();
        assertThat(told(ProgressEvent.LimitReached.class))
                .extracting(ProgressEvent.LimitReached::because)
                .singleElement()
                .asString()
                .contains("300 tokens", "250 (tokenbudget.maxTotal)");
    }

    /** Not by SIGINT, which a build that a shell started in the background ignores: a JVM ends by both in the same way. */
    @Test
    void keeps_every_finished_run_when_it_is_interrupted() throws Exception {
        Process jvm = start("goesOn", "1000000");
        assumeTrue(jvm.supportsNormalTermination(), "There is no signal to send on Windows.");
        awaitRuns(jvm, 2);

        jvm.destroy();

        assertThat(jvm.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(runs()).hasSizeBetween(2, RUNS - 1).allMatch(run -> run.outcome() == Outcome.SUCCEEDED);
        assertThat(measured().warnings()).isEmpty();
    }

    @Test
    void ends_with_the_process_that_started_it() throws Exception {
        Process jvm = start("goesOn", "1000000");
        awaitRuns(jvm, 1);

        jvm.getOutputStream().close();

        assertThat(jvm.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(runs()).hasSizeBetween(1, RUNS - 1);
    }

    private Process start(String glob, String maxTotal) throws IOException {
        Path tests = folder.resolve("classes/dev/tokenbudget/internal/junit");
        Files.createDirectories(tests);
        String fixture = "TaskRunnerTest$Tasks.class";
        Files.copy(Path.of("target/test-classes/dev/tokenbudget/internal/junit", fixture), tests.resolve(fixture));
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dtokenbudget.build=" + TestBuild.ID,
                        "-Dtokenbudget.maxTotal=" + maxTotal,
                        "-cp",
                        System.getProperty("java.class.path"),
                        TaskRunner.class.getName(),
                        folder.resolve("classes").toString(),
                        progress().toString(),
                        glob)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        started.add(jvm);
        return jvm;
    }

    private void awaitRuns(Process jvm, int number) throws InterruptedException {
        while (told(ProgressEvent.Ended.class).size() < number) {
            assertThat(jvm.isAlive()).as(output()).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private <T extends ProgressEvent> List<T> told(Class<T> type) {
        return new ProgressTail(progress())
                .next().stream()
                        .flatMap(event -> type.isInstance(event) ? Stream.of(type.cast(event)) : Stream.of())
                        .toList();
    }

    private List<Run> runs() {
        return measured().tasks().values().stream()
                .flatMap(task -> task.runs().stream())
                .toList();
    }

    private Measurement measured() {
        return RunLogs.merge(folder.resolve("target/tokenbudget/runs"), new BuildId(TestBuild.ID, Optional.empty()));
    }

    private Path progress() {
        return folder.resolve("progress.jsonl");
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String name(String task) {
        return "TaskRunnerTest$Tasks." + task;
    }

    /** Run by the processes alone: no build finds it by its name. */
    static class Tasks {

        @BenchmarkTask(runs = 2)
        void summarises(RunRecorder recorder) {
            recorder.record("openai", "gpt-x", 80, 20);
        }

        @BenchmarkTask(runs = RUNS, maxRuns = RUNS)
        void goesOn(RunRecorder recorder) throws InterruptedException {
            recorder.record("openai", "gpt-x", 80, 20);
            TimeUnit.MILLISECONDS.sleep(50);
        }

        @TokenBudget
        @Test
        void fails(RunRecorder recorder) {
            recorder.record("openai", "gpt-x", 80, 20);
            throw new AssertionError("no null check found");
        }

        @Test
        void isNoTask() {
            throw new AssertionError("This test is measured by nobody.");
        }
    }
}
