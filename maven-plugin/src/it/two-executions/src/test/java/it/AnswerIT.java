package it;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.run.RunRecorder;

class AnswerIT {
    @BenchmarkTask(runs = 2)
    void answers(RunRecorder run) {
        run.record("acme", "acme-1", Integer.getInteger("tokens"), 0);
    }
}
