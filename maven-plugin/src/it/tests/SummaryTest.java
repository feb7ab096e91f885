import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.usage.ModelCall;

/** A task of 500 tokens a run, or of nobody knows how many with {@code -Dit.output=unknown}. */
class SummaryTest {

    @BenchmarkTask(runs = 3)
    void summarises(RunRecorder recorder) {
        if (System.getProperty("it.output", "").equals("unknown")) {
            recorder.record(ModelCall.builder("offline", "model-1").build());
        } else {
            recorder.record("offline", "model-1", 400, 100);
        }
    }
}
