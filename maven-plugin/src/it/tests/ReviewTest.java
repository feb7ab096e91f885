import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;

/**
 * A task of 1,200 tokens a run; a build may ask for other input by {@code -Dit.input}, for runs that vary by {@code -Dit.spread}, and
 * for another model by {@code -Dit.model}. With {@code -Dit.reviews} it counts as many units of value.
 */
@TokenBudget(maxTotal = 15_000)
class ReviewTest {

    private static int runs;

    @BenchmarkTask(runs = 3)
    void reviews(RunRecorder recorder) {
        long spread = (runs++ % 3 - 1) * Long.getLong("it.spread", 0);
        recorder.record(
                "offline", System.getProperty("it.model", "model-1"), Long.getLong("it.input", 1_000) + spread, 200);
        Long reviews = Long.getLong("it.reviews");
        if (reviews != null) {
            recorder.count("reviews written", reviews);
        }
    }
}
