package it;

import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

abstract class Base {
    abstract long tokens();

    @Nested
    class Inner {
        @Test
        void task(RunRecorder run) {
            run.record("openai", "gpt-4o", tokens(), 1);
        }
    }
}

@TokenBudget(maxTotal = 500)
class CheapTest extends Base {
    @Override
    long tokens() {
        return 100;
    }
}

@TokenBudget(maxTotal = 500)
class DearTest extends Base {
    @Override
    long tokens() {
        return 9000;
    }
}
