package dev.tokenbudget.suites;

import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.suites.agents.SprintPlanningAgent;

@TokenBudget(labels = "client=langchain4j")
class SprintPlanningBenchmark extends SprintPlanningSuite {

    @Override
    protected String plan(ModelGateway gateway, String backlog) {
        return new SprintPlanningAgent(gateway.openAi()).plan(backlog);
    }
}
