package it;

import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@TokenBudget
class AgentTest {
    @EnabledIfSystemProperty(named = "key", matches = ".+")
    @Test
    void byCondition(RunRecorder run) {
        run.record("acme", "acme-1", 100, 1);
    }

    @Test
    void byAssumption(RunRecorder run) {
        Assumptions.assumeTrue(System.getProperty("key") != null, "no key");
        run.record("acme", "acme-1", 100, 1);
    }

    @Test
    void local(RunRecorder run) {
        Assumptions.assumeTrue(System.getProperty("offline") == null, "no model");
        run.record("acme", "acme-1", 50, 1);
    }
}
