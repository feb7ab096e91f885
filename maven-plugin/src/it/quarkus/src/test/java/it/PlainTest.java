package it;

import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import org.junit.jupiter.api.Test;

@TokenBudget
class PlainTest {
    @Test
    void plain(RunRecorder run) {
        run.record("openai", "gpt-4o", 20, 10);
    }
}
