package dev.tokenbudget.suites;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.suites.inputs.Customer;
import dev.tokenbudget.suites.inputs.Workspace;

/**
 * Measures an agent that answers a customer of a night train line, turn by turn, from twelve help articles.
 *
 * <pre>{@code
 * class SupportDeskBenchmark extends SupportDeskSuite {
 *
 *     @Override
 *     protected String serve(ModelGateway gateway, Customer customer) {
 *         return new MyDesk(gateway.openAi(), articles()).serve(customer);
 *     }
 * }
 * }</pre>
 */
public abstract class SupportDeskSuite {

    /** For the class that brings the agent. */
    protected SupportDeskSuite() {}

    /**
     * Let the agent answer a customer until nothing is left to ask.
     *
     * @param gateway gives the base URL that the agent has to use
     * @param customer asks, and replies to each answer
     * @return all answers as the agent gave them
     */
    protected abstract String serve(ModelGateway gateway, Customer customer);

    /** {@return the help articles, for an agent that looks into them} */
    protected final Workspace articles() {
        return Workspace.supportDesk();
    }

    /**
     * Measure an agent that answers a customer, and require what the customer needs to know.
     *
     * @param gateway gives the base URL that the agent has to use
     */
    @BenchmarkTask
    public void answersCustomerOfCancelledTrain(ModelGateway gateway) {
        String answers = serve(gateway, Customer.ofCancelledTrain());

        new Expectations("The chat", answers)
                .mentions("14 days")
                .mentions("conductor")
                .mentions("29 euros")
                .mentions("My claims");
    }
}
