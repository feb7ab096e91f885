package shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;

class ReviewAgentTest {

    @RepeatedTest(5)
    void reviewsSmallChange() throws Exception {
        ReviewAgent agent = new ReviewAgent(System.getProperty("stub.url"));
        assertThat(agent.review("return basket.dearest().get();")).contains("null check");
    }
}
