package dev.tokenbudget.suites;

import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.suites.agents.TestGenerationAgent;

@TokenBudget(maxCalls = 3, labels = "client=openai-java")
class TestGenerationBenchmark extends TestGenerationSuite {

    @Override
    protected String generateTests(ModelGateway gateway, String feature, String source) {
        try (TestGenerationAgent agent = new TestGenerationAgent(gateway.openAi())) {
            return agent.generateTests(feature, source);
        }
    }
}
