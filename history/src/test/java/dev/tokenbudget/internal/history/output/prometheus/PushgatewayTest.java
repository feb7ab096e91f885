package dev.tokenbudget.internal.history.output.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.http.Receiver;
import dev.tokenbudget.internal.history.output.Destination;
import dev.tokenbudget.internal.history.output.RequestHeaders;
import dev.tokenbudget.internal.history.output.TestRun;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushgatewayTest {

    private final Receiver receiver = new Receiver();
    private final LlmMetrics metrics = new LlmMetrics(call -> OptionalLong.empty());

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void replaces_what_was_pushed_before() {
        metrics.run(TestRun.of("run-1").call().entry());

        gateway("").push(metrics);

        assertThat(receiver.arrived()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.path()).isEqualTo("/metrics/job/tokenbudget");
            assertThat(request.headers().get("Content-Type")).startsWith("text/plain; version=0.0.4");
            assertThat(request.text())
                    .contains("# TYPE llm_requests_total counter\n")
                    .doesNotContain("# EOF");
        });
    }

    @Test
    void pushes_to_the_group_that_the_url_names() {
        gateway("/metrics/job/shop/instance/ci").push(metrics);

        assertThat(receiver.arrived())
                .singleElement()
                .extracting(Receiver.Arrived::path)
                .isEqualTo("/metrics/job/shop/instance/ci");
    }

    private Pushgateway gateway(String path) {
        return new Pushgateway(new Destination(
                "tokenbudget.pushgateway", receiver.url() + path, RequestHeaders.NONE, Duration.ofMillis(1)));
    }
}
