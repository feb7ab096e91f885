package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client or an upstream may take of the gateway. */
class ClientLimitsTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final ClientLimits LONG_ONES = new ClientLimits(LONG, LONG, LONG, 100);
    private static final ClientConnection.Handler READING = client -> {
        byte[] read = client.body().readAllBytes();
        client.respondJson(200, List.of(), "{\"read\":" + read.length + "}");
    };
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    @Test
    void a_head_with_too_many_fields_is_refused_before_its_key_is_looked_at() throws Exception {
        assertThat(answerTo("GET /no-key HTTP/1.1\r\n" + "X-A: b\r\n".repeat(100_000) + "\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void a_head_that_is_too_large_is_refused() throws Exception {
        assertThat(answerTo("GET / HTTP/1.1\r\n" + ("X-A: " + "b".repeat(4_000) + "\r\n").repeat(100) + "\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /%s HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nX-A: %s\r\n\r\n"})
    void a_line_that_is_too_long_is_refused(String request) throws Exception {
        assertThat(answerTo(request.replace("%s", "x".repeat(100_000)))).startsWith("HTTP/1.1 431");
    }

    @Test
    void a_large_head_within_the_limits_is_served() throws Exception {
        assertThat(answerTo("GET / HTTP/1.1\r\nConnection: close\r\n" + ("X-A: " + "b".repeat(400) + "\r\n").repeat(400)
                        + "\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void a_head_that_comes_too_slowly_is_given_up_with_a_word() throws Exception {
        try (Listener listener = new Listener(READING, new ClientLimits(SHORT, LONG, LONG, 100));
                Socket client = client(listener)) {
            send(client, "GET / HTTP/1.1\r\nHos");

            assertThat(rest(client)).startsWith("HTTP/1.1 408").contains("waited too long");
        }
    }

    @Test
    void a_body_of_which_nothing_comes_is_given_up_with_a_word() throws Exception {
        try (Listener listener = new Listener(READING, new ClientLimits(SHORT, SHORT, SHORT, 100));
                Socket client = client(listener)) {
            send(client, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n12345");

            assertThat(rest(client)).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void a_connection_without_a_request_is_closed() throws Exception {
        try (Listener listener = new Listener(READING, new ClientLimits(LONG, LONG, SHORT, 100));
                Socket never = client(listener);
                Socket kept = client(listener)) {
            send(kept, GET);

            assertThat(rest(never)).isEmpty();
            assertThat(rest(kept)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void an_answer_may_take_longer_than_any_of_the_limits() throws Exception {
        ClientConnection.Handler thinking = client -> {
            try {
                Thread.sleep(4 * SHORT.toMillis());
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            READING.handle(client);
        };
        try (Listener listener = new Listener(thinking, new ClientLimits(SHORT, SHORT, SHORT, 100));
                Socket client = client(listener)) {
            send(client, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n12345");

            assertThat(rest(client)).startsWith("HTTP/1.1 200").endsWith("{\"read\":5}");
        }
    }

    @Test
    void one_connection_too_many_is_told_so_and_served_once_another_is_closed() throws Exception {
        try (Listener listener = new Listener(READING, new ClientLimits(LONG, LONG, LONG, 2));
                Socket first = client(listener)) {
            Socket second = client(listener);
            for (Socket served : List.of(first, second)) {
                send(served, GET);
                assertThat(served.getInputStream().read()).isEqualTo('H');
            }

            assertThat(ask(listener)).startsWith("HTTP/1.1 503").contains("2 connections");

            second.close();
            String answer = ask(listener);
            for (int i = 0; i < 100 && answer.startsWith("HTTP/1.1 503"); i++) {
                answer = ask(listener);
            }
            assertThat(answer).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void hundreds_of_refused_connections_leave_the_others_alone() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ClientConnection.Handler waiting = client -> {
            asked.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            READING.handle(client);
        };
        try (Listener listener = new Listener(waiting, new ClientLimits(LONG, LONG, LONG, 1));
                Socket client = client(listener)) {
            send(client, GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            asked.await();
            Socket[] idle = new Socket[200];
            for (int i = 0; i < idle.length; i++) {
                idle[i] = client(listener);
            }
            goOn.countDown();

            assertThat(rest(client)).startsWith("HTTP/1.1 200");
            for (Socket each : idle) {
                each.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-A: b\r\n", "X-A: 01234567890123456789012345678901234567890123456789\r\n"})
    void an_answer_with_an_endless_head_is_none(String header) throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    wire.send("HTTP/1.1 200 OK\r\n");
                    wire.send(header.repeat(20_000));
                    wire.cut();
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.post(gateway.url("/v1/chat/completions"), "{\"model\":\"m\"}")
                            .statusCode())
                    .isEqualTo(502);
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void the_gateway_itself_has_these_limits() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider);
                Socket client =
                        new Socket("127.0.0.1", URI.create(gateway.url("")).getPort())) {
            send(client, "GET /no-key HTTP/1.1\r\n" + "X-A: b\r\n".repeat(501) + "\r\n");

            assertThat(rest(client)).startsWith("HTTP/1.1 431");
        }
    }

    private static String answerTo(String request) throws IOException {
        try (Listener listener = new Listener(READING, LONG_ONES);
                Socket client = client(listener)) {
            send(client, request);
            return rest(client);
        }
    }

    private static String ask(Listener listener) throws IOException {
        try (Socket client = client(listener)) {
            send(client, GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            return rest(client);
        }
    }

    private static Socket client(Listener listener) throws IOException {
        Socket client = new Socket("127.0.0.1", listener.port());
        client.setSoTimeout(60_000);
        return client;
    }

    /** A gateway that has refused a request reads no more than a part of the rest. */
    private static void send(Socket client, String request) {
        try {
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // What counts is what it answers.
        }
    }

    private static String rest(Socket client) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = client.getInputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                text.append((char) b);
            }
        } catch (java.net.SocketException e) {
            // It was reset after the answer: what came before counts.
        }
        return text.toString();
    }
}
