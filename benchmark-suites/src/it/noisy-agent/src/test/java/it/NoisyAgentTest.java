package it;

import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.suites.BugDiagnosisSuite;
import dev.tokenbudget.suites.agents.BugDiagnosisAgent;

class NoisyAgentTest extends BugDiagnosisSuite {

    @Override
    protected String diagnose(ModelGateway gateway, String stackTrace, String log) {
        try (BugDiagnosisAgent agent = new BugDiagnosisAgent(gateway.openAi(), incident())) {
            return agent.diagnose(stackTrace);
        }
    }
}
