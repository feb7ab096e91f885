package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.recording.RunBudget;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.SessionBudget;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An agent in any language knows from the gateway's answers what its run may still use. */
class RemainingHeaderTest {

    private final Provider provider = new Provider((request, wire) -> {
        if (request.text().contains("stream")) {
            wire.events(Answers.CHAT_STREAM);
        } else {
            wire.json(200, Answers.CHAT);
        }
    });

    private final Gateway gateway = Gateway.start(Upstreams.publicDefaults().with("openai", provider.url() + "/v1"));

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        provider.close();
    }

    @Test
    void tells_what_the_calls_before_have_left() {
        RunInProgress run = run(Map.of(Metric.TOTAL, new BigDecimal(300), Metric.CALLS, new BigDecimal(5)));

        assertThat(ask(run, "")).contains("total=300, calls=5, used=0.00");
        assertThat(ask(run, "\"stream\":true,")).contains("total=150, calls=4, used=0.50");
        assertThat(ask(run, "")).as("of the refusal").contains("total=0, calls=3, used=1.00");
    }

    @Test
    void tells_dollars_in_full() {
        RunInProgress run = run(Map.of(Metric.COST_USD, new BigDecimal("0.0000001")));

        assertThat(ask(run, "")).contains("costUsd=0.0000001, used=0.00");
    }

    @Test
    void is_left_out_where_nothing_is_limited() {
        assertThat(ask(run(Map.of()), "")).isEmpty();
    }

    private Optional<String> ask(RunInProgress run, String settings) {
        HttpResponse<byte[]> answer = Client.post(
                gateway.open(run).baseUrl("openai") + "/chat/completions",
                "{\"model\":\"gpt-test\"," + settings + "\"messages\":[]}");
        return answer.headers().firstValue("TokenBudget-Remaining");
    }

    private static RunInProgress run(Map<Metric, BigDecimal> limits) {
        return new RunInProgress(
                new TaskId("example.Benchmark", "task"),
                1,
                Instant.now(),
                new RunBudget(new Budget(limits), SessionBudget.unlimited(), PriceList::bundled),
                Duration.ZERO,
                loose -> {});
    }
}
