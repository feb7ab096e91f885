package dev.tokenbudget.internal.junit;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.run.RunRecorder;
import org.junit.jupiter.api.BeforeAll;

/** Three tasks that did not change and three that are suspicious to the last; nothing in here is newer than JUnit 5.10. */
class StagedTasks {

    @BeforeAll
    static void sayWhichThread() {
        System.out.println("executed by " + Thread.currentThread().getName());
    }

    @BenchmarkTask(maxRuns = 20)
    void a(RunRecorder recorder) {
        recorder.record("openai", "gpt-5", 1_000, 0);
    }

    @BenchmarkTask(maxRuns = 20)
    void b(RunRecorder recorder) {
        recorder.record("openai", "gpt-5", 1_000, 0);
    }

    @BenchmarkTask(maxRuns = 20)
    void c(RunRecorder recorder) {
        recorder.record("openai", "gpt-5", 1_000, 0);
    }

    @BenchmarkTask(maxRuns = 20)
    void d(RunRecorder recorder) {
        recorder.record("openai", "gpt-5", 1_140, 0);
    }

    @BenchmarkTask(maxRuns = 20)
    void e(RunRecorder recorder) {
        recorder.record("openai", "gpt-5", 1_140, 0);
    }

    @BenchmarkTask(maxRuns = 20)
    void f(RunRecorder recorder) {
        recorder.record("openai", "gpt-5", 1_140, 0);
    }
}
