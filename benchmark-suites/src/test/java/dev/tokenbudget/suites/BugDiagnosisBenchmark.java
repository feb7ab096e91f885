package dev.tokenbudget.suites;

import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.suites.agents.BugDiagnosisAgent;

@TokenBudget(labels = "client=openai-java")
class BugDiagnosisBenchmark extends BugDiagnosisSuite {

    /** The agent gets at the log by a tool, as much of it as it wants. */
    @Override
    protected String diagnose(ModelGateway gateway, String stackTrace, String log) {
        try (BugDiagnosisAgent agent = new BugDiagnosisAgent(gateway.openAi(), incident())) {
            return agent.diagnose(stackTrace);
        }
    }
}
