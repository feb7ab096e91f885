package dev.tokenbudget.suites;

import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.suites.agents.SupportDeskAgent;
import dev.tokenbudget.suites.inputs.Customer;

@TokenBudget(labels = "client=openai-java")
class SupportDeskBenchmark extends SupportDeskSuite {

    @Override
    protected String serve(ModelGateway gateway, Customer customer) {
        try (SupportDeskAgent agent = new SupportDeskAgent(gateway.openAi(), articles())) {
            return agent.serve(customer);
        }
    }
}
