import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.run.RunRecorder;

/** A task that only Failsafe runs, of 2,500 tokens a run. */
class PipelineIT {

    @BenchmarkTask(runs = 2)
    void plansAndDevelops(RunRecorder recorder) {
        recorder.record("offline", "model-1", 2_000, 500);
    }
}
