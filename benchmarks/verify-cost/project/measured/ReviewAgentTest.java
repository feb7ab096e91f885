package shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;

@TokenBudget(maxTotal = 15_000)
class ReviewAgentTest {

    @BenchmarkTask(runs = 5)
    void reviewsSmallChange(ModelGateway gateway) throws Exception {
        ReviewAgent agent = new ReviewAgent(gateway.anthropic());
        assertThat(agent.review("return basket.dearest().get();")).contains("null check");
    }
}
