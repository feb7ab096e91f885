package it;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.run.RunRecorder;

/** A task whose class has no name that Surefire runs of itself. */
class ReviewBenchmark {

    @BenchmarkTask(runs = 2)
    void reviews(RunRecorder recorder) {
        recorder.record("offline", "model-1", 1_000, 200);
    }
}
