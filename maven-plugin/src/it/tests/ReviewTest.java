import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;

/** A task of 1,200 tokens a run, or of as many as a build asks for by {@code -Dit.input}. */
@TokenBudget(maxTotal = 15_000)
class ReviewTest {

    @BenchmarkTask(runs = 3)
    void reviews(RunRecorder recorder) {
        recorder.record("offline", "model-1", Long.getLong("it.input", 1_000), 200);
    }
}
