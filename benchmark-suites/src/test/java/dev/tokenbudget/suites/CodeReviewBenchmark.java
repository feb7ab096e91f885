package dev.tokenbudget.suites;

import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.suites.agents.CodeReviewAgent;

@TokenBudget(maxTotal = 30_000, labels = "client=anthropic-java")
class CodeReviewBenchmark extends CodeReviewSuite {

    @Override
    protected String review(ModelGateway gateway, String diff) {
        try (CodeReviewAgent agent = new CodeReviewAgent(gateway.anthropic(), repository())) {
            return agent.review(diff);
        }
    }
}
