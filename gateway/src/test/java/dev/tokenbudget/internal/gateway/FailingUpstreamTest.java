package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client and the run see of upstreams that fail, and upstreams of clients that leave. */
class FailingUpstreamTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "/v1/messages";
    private static final String BODY = "{\"model\":\"some-model\",\"messages\":[]}";

    @Test
    void names_an_upstream_that_is_down_and_bills_nothing() throws Exception {
        try (GatewayRun gateway = new GatewayRun(
                Upstreams.publicDefaults().with(GatewayRun.UPSTREAM, "http://127.0.0.1:" + closedPort()))) {
            HttpResponse<byte[]> answer = Client.post(gateway.url(MESSAGES), BODY);

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .startsWith(
                            "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"The gateway could not reach"
                                    + " upstream 'acme' at http://127.0.0.1:")
                    .contains("-Dtokenbudget.upstream.acme=<base URL>");
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.NOT_BILLED);
        }
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "404", "429", "500", "503", "529"})
    void bills_nothing_for_an_error_without_usage(int status) throws Exception {
        try (Provider provider =
                        new Provider((request, wire) -> wire.json(status, "{\"error\":{\"message\":\"no\"}}"));
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.post(gateway.url(CHAT), BODY).statusCode()).isEqualTo(status);
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.NOT_BILLED);
        }
    }

    @Test
    void bills_an_error_that_reports_usage() throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.json(500, Answers.CHAT));
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(CHAT), BODY);

            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.REPORTED);
            assertThat(gateway.onlyCall().usage().total()).hasValue(150);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html><body>Bad day</body></html>", "{}", "{\"usage\":{}}", "{\"usage\":{\"prompt_", "[1,2"
            })
    void knows_nothing_of_an_answer_that_is_none(String body) throws Exception {
        try (Provider provider = new Provider(
                        (request, wire) -> wire.whole(200, "text/html", body.getBytes(StandardCharsets.UTF_8)));
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.post(gateway.url(CHAT), BODY).body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void resets_the_client_where_the_upstream_cuts_a_stream_and_keeps_what_is_known() throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    wire.streamHead();
                    wire.chunk(Answers.namedEvents(Answers.MESSAGE_STREAM[0], Answers.MESSAGE_STREAM[1]));
                    wire.cut();
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThatThrownBy(() -> Client.post(gateway.url(MESSAGES), BODY)).isInstanceOf(UncheckedIOException.class);

            ModelCall call = gateway.onlyCall();
            assertThat(call.status()).isEqualTo(UsageStatus.PARTIAL);
            assertThat(call.usage())
                    .isEqualTo(TokenUsage.of(110, 1).withCacheRead(100).withCacheWrite(0));
        }
    }

    @Test
    void resets_the_client_where_the_upstream_cuts_a_body_of_known_length() throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n");
                    wire.send(Answers.CHAT.substring(0, 200));
                    wire.cut();
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThatThrownBy(() -> Client.post(gateway.url(CHAT), BODY)).isInstanceOf(UncheckedIOException.class);
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void does_not_know_what_was_billed_where_the_upstream_closes_before_it_answers() throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.cut());
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.url(CHAT), BODY);

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .contains("got no answer from upstream 'acme'");
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void answers_for_an_upstream_that_speaks_no_http() throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    wire.send("SSH-2.0-OpenSSH\r\n\r\n");
                    wire.cut();
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.post(gateway.url(CHAT), BODY).statusCode()).isEqualTo(502);
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void cancels_the_upstream_call_of_a_client_that_leaves_before_the_answer() throws Exception {
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        CountDownLatch received = new CountDownLatch(1);
        try (Provider provider = new Provider((request, wire) -> {
                    received.countDown();
                    cancelled.complete(wire.awaitClosed());
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            try (Socket client = send(gateway, CHAT)) {
                received.await();
                assertThat(client.isConnected()).isTrue();
            }

            assertThat(cancelled.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void cancels_the_upstream_call_of_a_client_that_leaves_a_silent_stream() throws Exception {
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        try (Provider provider = new Provider((request, wire) -> {
                    wire.streamHead();
                    wire.chunk(Answers.namedEvents(Answers.MESSAGE_STREAM[0]));
                    cancelled.complete(wire.awaitClosed());
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            try (Socket client = send(gateway, MESSAGES)) {
                InputStream in = client.getInputStream();
                RawAnswer.readHead(in);
                in.readNBytes(10);
            }

            assertThat(cancelled.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.PARTIAL);
        }
    }

    @Test
    void answers_a_client_that_only_tells_that_it_sends_no_more() throws Exception {
        CountDownLatch noticed = new CountDownLatch(1);
        try (Provider provider = new Provider((request, wire) -> {
                    // Long enough for the gateway to look after its client.
                    noticed.await(1, TimeUnit.SECONDS);
                    wire.json(200, Answers.CHAT);
                });
                GatewayRun gateway = new GatewayRun(provider);
                Socket client = send(gateway, CHAT)) {
            client.shutdownOutput();

            assertThat(RawAnswer.read(client.getInputStream()).status()).isEqualTo(200);
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.REPORTED);
        }
    }

    @Test
    void passes_an_early_refusal_of_a_large_request_on() throws Exception {
        try (Provider provider = new Provider((request, wire) -> {});
                ServerSocket refusing = new ServerSocket(0);
                GatewayRun gateway = new GatewayRun(Upstreams.publicDefaults()
                        .with(GatewayRun.UPSTREAM, "http://127.0.0.1:" + refusing.getLocalPort()))) {
            Thread refuser = new Thread(() -> refuseWithoutReading(refusing));
            refuser.start();
            String large = "{\"model\":\"some-model\",\"input\":\"" + "x".repeat(8 << 20) + "\"}";

            assertThat(Client.post(gateway.url(CHAT), large).statusCode()).isIn(413, 502);
            refuser.join();
        }
    }

    @Test
    void passes_a_refusal_on_that_comes_while_the_request_is_still_being_sent() throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        try (ServerSocket refusing = new ServerSocket(0);
                GatewayRun gateway = new GatewayRun(Upstreams.publicDefaults()
                        .with(GatewayRun.UPSTREAM, "http://127.0.0.1:" + refusing.getLocalPort()))) {
            Thread refuser = new Thread(() -> {
                try (Socket socket = refusing.accept()) {
                    RawAnswer.readHead(socket.getInputStream());
                    socket.getOutputStream()
                            .write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno"
                                    .getBytes(StandardCharsets.US_ASCII));
                    // It reads no more of the request, and keeps the connection.
                    refused.await();
                } catch (IOException | InterruptedException e) {
                    // The test fails by what the client gets.
                }
            });
            refuser.start();
            String large = "{\"model\":\"some-model\",\"input\":\"" + "x".repeat(30 << 20) + "\"}";

            HttpResponse<byte[]> answer = Client.post(gateway.url(CHAT), large);
            refused.countDown();
            refuser.join();

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("no");
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.NOT_BILLED);
        }
    }

    @Test
    void closes_what_it_opened() throws Exception {
        try (NetworkTransport transport = new NetworkTransport()) {
            Gateway gateway = Gateway.start(Upstreams.publicDefaults(), transport);
            URI url = URI.create(gateway.sharedBaseUrl("openai"));
            gateway.close();

            assertThatThrownBy(() -> new Socket("127.0.0.1", url.getPort()).close())
                    .isInstanceOf(IOException.class);
        }
    }

    private static void refuseWithoutReading(ServerSocket server) {
        try (Socket socket = server.accept()) {
            RawAnswer.readHead(socket.getInputStream());
            socket.getOutputStream()
                    .write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            while (socket.getInputStream().read(new byte[8192]) >= 0) {
                // Read on, so that the answer is not lost in a reset.
            }
        } catch (IOException e) {
            // The gateway has seen enough.
        }
    }

    private static Socket send(GatewayRun gateway, String path) throws IOException {
        URI url = URI.create(gateway.url(path));
        Socket socket = new Socket("127.0.0.1", url.getPort());
        String request = "POST " + url.getRawPath() + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + BODY.length()
                + "\r\n\r\n" + BODY;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
