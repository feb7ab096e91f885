package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that two readers could take for different messages (RFC 9112, 11.2): the gateway refuses them or reads them safely. */
class RequestSmugglingTest {

    private static final String PATH = "/v1/chat/completions";
    private static final String BODY = "{\"model\":\"gpt-test\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    /** What an attacker hopes that the provider takes for a request of its own. */
    private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 6",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: 0x5",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999",
                "Content-Length:",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked;q=1"
            })
    void a_request_of_uncertain_length_is_refused(String headers) throws Exception {
        refuses("POST %s HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n\r\n0\r\n\r\n" + HIDDEN);
    }

    @Test
    void chunks_of_an_http_10_client_are_refused() throws Exception {
        refuses("POST %s HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN);
    }

    @Test
    void a_header_that_goes_on_in_another_line_is_refused() throws Exception {
        refuses(
                "POST %s HTTP/1.1\r\nHost: h\r\nX-A: b\r\n Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
                        + HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST %s HTTP/1.1\nHost: h\nContent-Length: 0\n\n",
                "POST %s HTTP/1.1\r\nHost: h\r\nX-A: b\nContent-Length: 5\r\n\r\n",
                "POST %s HTTP/1.1\r\nHost: h\r\nX-A: b\rContent-Length: 5\r\n\r\n",
                "POST %s HTTP/1.1\r\nHost: h\r\nX-A: b\u0000c\r\n\r\n"
            })
    void a_bare_line_end_or_a_nul_is_refused(String request) throws Exception {
        refuses(request + HIDDEN);
    }

    /** Its client waits for an answer, and sends no end of a line. */
    @Test
    void a_client_that_speaks_tls_is_told_so_at_once() throws Exception {
        refuses("\u0016\u0003\u0001\u0002\u0000\u0001\u0000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding : chunked",
                "Content-Length\t: 5",
                "Transfer\u000bEncoding: chunked",
                ": 5",
                "no colon",
                "Host: other"
            })
    void a_header_that_is_none_is_refused(String header) throws Exception {
        refuses("POST %s HTTP/1.1\r\nHost: h\r\n" + header + "\r\n\r\n" + HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST  %s HTTP/1.1",
                "POST %s  HTTP/1.1",
                "POST %s x HTTP/1.1",
                "POST %s HTTP/1.1 ",
                "POST %s HTTP/2.0",
                "POST %s",
                " POST %s HTTP/1.1"
            })
    void a_first_line_that_is_none_is_refused(String line) throws Exception {
        refuses(line + "\r\nHost: h\r\n\r\n" + HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\n{...}\r\n0\r\n\r\n",
                "g\r\n{}\r\n0\r\n\r\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                "\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "10000000000000002\r\n{}\r\n0\r\n\r\n",
                "ffffffffffffffff\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}}\r\n0\r\n\r\n",
                "2\r\n{}0\r\n\r\n"
            })
    void a_chunk_of_uncertain_size_is_refused(String chunks) throws Exception {
        refuses("POST %s HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + HIDDEN);
    }

    @Test
    void a_request_after_another_one_is_read_as_what_it_is() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider);
                Socket socket = socket(gateway)) {
            String path = URI.create(gateway.url(PATH)).getRawPath();
            String chunked = "POST " + path + " HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(BODY.length()) + ";x=\"y\"\r\n" + BODY + "\r\n0\r\nX-Trailer: 1\r\n\r\n";
            send(socket, chunked + chunked);
            for (int i = 0; i < 2; i++) {
                assertThat(RawAnswer.readHead(socket.getInputStream())).startsWith("HTTP/1.1 200");
                socket.getInputStream().readNBytes(Answers.CHAT.getBytes(StandardCharsets.UTF_8).length);
            }

            assertThat(provider.requests).hasSize(2);
            assertThat(gateway.calls()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nContent-Length: %d\n\n",
                "HTTP/1.1 200 OK\r\nX-A: b\r\n c\r\nContent-Length: %d\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-A: b\rX-Evil: c\r\nContent-Length: %d\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length : %d\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: %1$d, %1$d\r\n\r\n"
            })
    void an_answer_that_can_be_repaired_is_passed_on_in_a_regular_form(String head) throws Exception {
        byte[] body = Answers.CHAT.getBytes(StandardCharsets.UTF_8);
        try (Provider provider = new Provider((request, wire) -> {
                    wire.send(String.format(head, body.length));
                    wire.send(body);
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.url(PATH), BODY);

            assertThat(answer.body()).isEqualTo(body);
            assertThat(answer.headers().firstValue("content-length")).hasValue(Integer.toString(body.length));
            assertThat(answer.headers().firstValue("x-evil")).isEmpty();
            assertThat(gateway.onlyCall().usage().total()).hasValue(150);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\n folded: before the first\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n"
            })
    void an_answer_of_uncertain_length_is_none(String head) throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    wire.send(head);
                    wire.json(200, Answers.CHAT);
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.post(gateway.url(PATH), BODY).statusCode()).isEqualTo(502);
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void a_connection_with_an_irregular_answer_is_not_used_again() throws Exception {
        byte[] body = Answers.CHAT.getBytes(StandardCharsets.UTF_8);
        try (Provider provider = new Provider((request, wire) -> {
                    wire.send("HTTP/1.1 200 OK\nContent-Length: " + body.length + "\r\n\r\n");
                    wire.send(body);
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(PATH), BODY);
            Client.post(gateway.url(PATH), BODY);

            assertThat(provider.connections).hasValue(2);
        }
    }

    /** Send {@code request}, whose {@code %s} is the path, and expect that nothing of it reaches the provider. */
    private static void refuses(String request) throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider);
                Socket socket = socket(gateway)) {
            send(socket, request.replace("%s", URI.create(gateway.url(PATH)).getRawPath()));

            RawAnswer answer = RawAnswer.read(socket.getInputStream());
            assertThat(answer.status()).isEqualTo(400);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .as("one answer, and then the end")
                    .startsWith("The gateway cannot read this request: ")
                    .doesNotContain("HTTP/1.1 200");
            assertThat(provider.requests).isEmpty();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Socket socket(GatewayRun gateway) throws IOException {
        Socket socket = new Socket("127.0.0.1", URI.create(gateway.url("")).getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }
}
