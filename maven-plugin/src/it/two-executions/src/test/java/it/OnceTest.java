package it;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.run.RunRecorder;

/** Only Surefire selects it. */
class OnceTest {
    @BenchmarkTask(runs = 2)
    void runsOnce(RunRecorder run) {
        run.record("acme", "acme-1", 50, 0);
    }
}
