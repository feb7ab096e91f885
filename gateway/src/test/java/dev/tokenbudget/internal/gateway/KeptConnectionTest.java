package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageStatus;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection to an upstream that is used again: what is left on it, and what becomes of a request that fails on it. */
class KeptConnectionTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String BODY = "{\"model\":\"gpt-test\",\"messages\":[]}";
    private static final String ANOTHER = Answers.CHAT.replace(
            "\"completion_tokens\":30,\"total_tokens\":150", "\"completion_tokens\":307,\"total_tokens\":427");

    @Test
    void bytes_beyond_the_length_of_an_answer_charge_no_other_run() throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    wire.json(200, Answers.CHAT);
                    wire.json(200, ANOTHER);
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            RunInProgress other = gateway.newRun();
            Client.post(gateway.url(CHAT), BODY);
            Client.post(gateway.gateway.open(other).rootUrl(GatewayRun.UPSTREAM) + CHAT, BODY);

            assertThat(gateway.onlyCall().usage().total()).hasValue(150);
            assertThat(GatewayRun.end(other).calls())
                    .extracting(call -> call.usage().total().orElse(0))
                    .containsExactly(150L);
            assertThat(provider.connections).as("none of them is used again").hasValue(2);
        }
    }

    @Test
    void bytes_that_come_long_after_an_answer_charge_no_other_run() throws Exception {
        CountDownLatch surplusSent = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        try (Provider provider = new Provider((request, wire) -> {
                    boolean isFirst = requests.getAndIncrement() == 0;
                    wire.json(200, Answers.CHAT);
                    if (isFirst) {
                        answered.await();
                        wire.json(200, ANOTHER);
                        surplusSent.countDown();
                    }
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(CHAT), BODY);
            answered.countDown();
            surplusSent.await();
            Client.post(gateway.url(CHAT), BODY);

            assertThat(gateway.calls())
                    .extracting(call -> call.usage().total().orElse(0))
                    .containsExactly(150L, 150L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD 200 OK", "GET 304 Not Modified", "DELETE 204 No Content"})
    void a_body_that_must_not_be_there_is_no_answer_to_the_next_request(String answer) throws Exception {
        String method = answer.substring(0, answer.indexOf(' '));
        try (Provider provider = new Provider((request, wire) -> {
                    if (request.method().equals("POST")) {
                        wire.json(200, Answers.CHAT);
                    } else {
                        wire.send("HTTP/1.1 " + answer.substring(method.length() + 1) + "\r\nContent-Length: "
                                + ANOTHER.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n");
                        wire.json(200, ANOTHER);
                    }
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> bodyless = Client.send(HttpRequest.newBuilder(URI.create(gateway.url("/v1/files/1")))
                    .method(method, BodyPublishers.noBody())
                    .build());
            HttpResponse<byte[]> next = Client.post(gateway.url(CHAT), BODY);

            assertThat(bodyless.body()).isEmpty();
            assertThat(next.body()).isEqualTo(Answers.CHAT.getBytes(StandardCharsets.UTF_8));
            assertThat(gateway.onlyCall().usage().total()).hasValue(150);
        }
    }

    @Test
    void a_request_that_may_have_been_processed_is_not_sent_again() throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    if (request.text().contains("second")) {
                        wire.cut();
                    } else {
                        wire.json(200, Answers.CHAT);
                    }
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(CHAT), BODY);
            HttpResponse<byte[]> second = Client.post(gateway.url(CHAT), BODY.replace("gpt-test", "second"));

            assertThat(second.statusCode()).isEqualTo(502);
            assertThat(provider.connections)
                    .as("the first connection was used again")
                    .hasValue(1);
            assertThat(provider.requests).hasSize(2);
            assertThat(gateway.calls())
                    .extracting(ModelCall::status)
                    .containsExactly(UsageStatus.REPORTED, UsageStatus.UNKNOWN);
        }
    }

    @Test
    void a_request_that_changes_nothing_is_sent_again() throws Exception {
        AtomicInteger number = new AtomicInteger();
        try (Provider provider = new Provider((request, wire) -> {
                    if (number.incrementAndGet() == 2) {
                        wire.cut();
                    } else {
                        wire.json(200, "{}");
                    }
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.get(gateway.url("/v1/models")).statusCode()).isEqualTo(200);
            assertThat(Client.get(gateway.url("/v1/models")).statusCode()).isEqualTo(200);

            assertThat(provider.requests).hasSize(3);
        }
    }

    @Test
    void a_request_over_a_connection_that_was_closed_meanwhile_takes_another_one() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Provider provider = new Provider((request, wire) -> {
                    wire.json(200, Answers.CHAT);
                    wire.cut();
                    closed.countDown();
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(CHAT), BODY);
            closed.await();
            assertThat(Client.post(gateway.url(CHAT), BODY).statusCode()).isEqualTo(200);

            assertThat(provider.requests).hasSize(2);
            assertThat(gateway.calls()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 100000",
                "Transfer-Encoding: Chunked\r\ncontent-length: 0"
            })
    void a_length_beside_chunks_does_not_count(String headers) throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + headers + "\r\n\r\n");
                    wire.chunk(Answers.CHAT.substring(0, 50));
                    wire.chunk(Answers.CHAT.substring(50));
                    wire.lastChunk();
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.url(CHAT), BODY);

            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(Answers.CHAT);
            assertThat(answer.headers().firstValue("content-length")).isEmpty();
            assertThat(gateway.onlyCall().usage().total()).hasValue(150);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5",
                "Transfer-Encoding: chunked",
                "Content-Length: 5\r\nTransfer-Encoding: chunked"
            })
    void an_answer_without_content_has_no_length(String headers) throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    wire.send("HTTP/1.1 204 No Content\r\n" + headers + "\r\n\r\n");
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.url("/v1/files/1/cancel"), "{}");

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().map()).doesNotContainKeys("content-length", "transfer-encoding");
        }
    }

    @Test
    void a_length_told_twice_is_one() throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.whole(
                        200,
                        "application/json",
                        Answers.CHAT.getBytes(StandardCharsets.UTF_8),
                        "Content-Length: " + Answers.CHAT.getBytes(StandardCharsets.UTF_8).length));
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.post(gateway.url(CHAT), BODY).statusCode()).isEqualTo(200);
            assertThat(gateway.onlyCall().usage().total()).hasValue(150);
        }
    }
}
