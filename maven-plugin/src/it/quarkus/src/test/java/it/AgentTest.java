package it;

import static org.junit.jupiter.api.Assertions.assertNotSame;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TokenBudget(maxTotal = 500)
class AgentTest {
    @Inject
    Agent agent;

    @Test
    void reports(RunRecorder run) {
        run.record("openai", "gpt-4o", agent.tokens(), 10);
    }

    @TokenBudget(task = "repeats it")
    @BenchmarkTask(runs = 3)
    void repeats(ModelGateway gateway, RunRecorder run) {
        assertNotSame(ClassLoader.getSystemClassLoader(), RunRecorder.class.getClassLoader());
        run.record("openai", "gpt-4o", agent.tokens() + gateway.openAi().indexOf("http"), 10);
    }

    @Disabled("no key")
    @TokenBudget(task = "left out")
    @Test
    void isLeftOut() {}
}
