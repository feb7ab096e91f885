package it;

import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import org.junit.jupiter.api.Assertions;
import org.junitpioneer.jupiter.RetryingTest;

@TokenBudget
class RetryTest {
    static int attempt;

    @RetryingTest(3)
    void retried(RunRecorder run) {
        run.record("openai", "gpt-4o", 100, 10);
        Assertions.assertTrue(attempt++ > 0);
    }
}
