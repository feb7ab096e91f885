import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.run.RunRecorder;

class SecondTest {

    private static int runs;

    @BenchmarkTask(runs = 6, maxRuns = 6)
    void isKilled(RunRecorder recorder) {
        recorder.record("offline", "model-1", 2_000, 100);
        if (++runs == Integer.getInteger("it.exit", 0)) {
            System.exit(0);
        }
    }
}
