import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.run.RunRecorder;

class ThirdTest {

    @BenchmarkTask(runs = 2, maxRuns = 2)
    void doesNotGetToRun(RunRecorder recorder) {
        recorder.record("offline", "model-1", 3_000, 100);
    }
}
