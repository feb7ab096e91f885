import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.run.RunRecorder;

class FirstTest {

    @BenchmarkTask(runs = 2, maxRuns = 2)
    void ends(RunRecorder recorder) {
        recorder.record("offline", "model-1", 1_000, 100);
    }
}
