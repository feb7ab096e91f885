import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;

/** A task of 1,200 tokens a run; a build may ask for other input by {@code -Dit.input}, and another model by {@code -Dit.model}. */
@TokenBudget(maxTotal = 15_000)
class ReviewTest {

    @BenchmarkTask(runs = 3)
    void reviews(RunRecorder recorder) {
        recorder.record("offline", System.getProperty("it.model", "model-1"), Long.getLong("it.input", 1_000), 200);
    }
}
