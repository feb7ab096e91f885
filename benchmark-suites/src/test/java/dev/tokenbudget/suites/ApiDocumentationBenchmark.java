package dev.tokenbudget.suites;

import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.suites.agents.ApiDocumentationAgent;

@TokenBudget(labels = "client=anthropic-java")
class ApiDocumentationBenchmark extends ApiDocumentationSuite {

    @Override
    protected String document(ModelGateway gateway, String openApi) {
        try (ApiDocumentationAgent agent = new ApiDocumentationAgent(gateway.anthropic())) {
            return agent.document(openApi);
        }
    }
}
