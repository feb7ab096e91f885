package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.TokenUsage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches the other side, and how. */
class PassingThroughTest {

    private static final String PATH = "/v1/chat/completions";
    private static final String BODY = "{\"model\":\"gpt-test\",\"messages\":[]}";
    private static final String ASKING_STREAM =
            "{\"model\":\"gpt-test\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}";

    @Test
    void passes_headers_and_body_of_a_request_on_and_keeps_those_of_the_connection() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(
                    gateway.url(PATH) + "?api-version=1&x=%20",
                    BODY,
                    "Authorization",
                    "Bearer secret",
                    "x-api-key",
                    "secret",
                    "Accept-Encoding",
                    "gzip, zstd, br;q=0.5",
                    "TokenBudget-Agent",
                    "planner");

            Provider.Request request = provider.onlyRequest();
            assertThat(request.target()).isEqualTo("/v1/chat/completions?api-version=1&x=%20");
            assertThat(request.text()).isEqualTo(BODY);
            assertThat(request.headers())
                    .containsEntry("authorization", "Bearer secret")
                    .containsEntry("x-api-key", "secret")
                    .containsEntry("host", provider.url().substring("http://".length()))
                    .containsEntry("accept-encoding", "gzip, br;q=0.5")
                    .doesNotContainKeys("connection", "tokenbudget-agent", "http2-settings", "upgrade");
        }
    }

    @Test
    void passes_status_headers_and_body_of_an_answer_on() throws Exception {
        byte[] body = Answers.CHAT.getBytes(StandardCharsets.UTF_8);
        try (Provider provider = new Provider((request, wire) -> wire.whole(
                        201, "application/json", body, "X-Request-Id: 42", "Set-Cookie: a=1", "Set-Cookie: b=2"));
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.url(PATH), BODY);

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo(body);
            assertThat(answer.headers().firstValue("x-request-id")).contains("42");
            assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
            assertThat(answer.headers().firstValue("content-length")).contains(Integer.toString(body.length));
        }
    }

    @Test
    void passes_each_event_on_while_the_upstream_holds_the_next_one_back() throws Exception {
        CountDownLatch firstSeen = new CountDownLatch(1);
        try (Provider provider = new Provider((request, wire) -> {
                    wire.streamHead();
                    wire.chunk("data: " + Answers.CHAT_STREAM[0] + "\n\n");
                    firstSeen.await();
                    wire.chunk("data: " + Answers.CHAT_STREAM[1] + "\n\ndata: " + Answers.CHAT_STREAM[2] + "\n\n");
                    wire.lastChunk();
                });
                GatewayRun gateway = new GatewayRun(provider);
                Socket socket = request(gateway, PATH, ASKING_STREAM)) {
            RawAnswer.readHead(socket.getInputStream());
            byte[] first = socket.getInputStream().readNBytes(Answers.CHAT_STREAM[0].length());
            firstSeen.countDown();
            byte[] rest = socket.getInputStream().readAllBytes();

            assertThat(new String(first, StandardCharsets.UTF_8)).contains("chatcmpl-2");
            assertThat(new String(rest, StandardCharsets.UTF_8))
                    .contains("total_tokens")
                    .endsWith("0\r\n\r\n");
            assertThat(gateway.onlyCall().usage()).isEqualTo(TokenUsage.of(120, 30));
            assertThat(gateway.onlyCall().streamed()).isTrue();
        }
    }

    @Test
    void reads_compressed_answers_and_passes_them_on_as_they_are() throws Exception {
        for (String coding : List.of("gzip", "deflate", "br")) {
            byte[] body = compressed(coding);
            try (Provider provider = new Provider((request, wire) ->
                            wire.whole(200, "application/json", body, "Content-Encoding: " + coding));
                    GatewayRun gateway = new GatewayRun(provider)) {
                HttpResponse<byte[]> answer = Client.post(gateway.url(PATH), BODY);

                assertThat(answer.body()).as(coding).isEqualTo(body);
                assertThat(answer.headers().firstValue("content-encoding")).contains(coding);
                assertThat(gateway.onlyCall().usage().total()).as(coding).hasValue(13);
            }
        }
    }

    @Test
    void reads_a_compressed_stream() throws Exception {
        byte[] body = gzipped(Answers.events(Answers.CHAT_STREAM));
        try (Provider provider = new Provider((request, wire) -> {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n");
                    for (byte b : body) {
                        wire.chunk(new byte[] {b});
                    }
                    wire.lastChunk();
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.post(gateway.url(PATH), ASKING_STREAM).body()).isEqualTo(body);
            assertThat(gateway.onlyCall().usage()).isEqualTo(TokenUsage.of(120, 30));
        }
    }

    @Test
    void passes_answers_without_a_body_on() throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    switch (request.method()) {
                        case "HEAD" -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n");
                        case "DELETE" -> wire.send("HTTP/1.1 204 No Content\r\n\r\n");
                        default -> wire.send("HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n");
                    }
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            for (String method : List.of("HEAD", "DELETE", "GET")) {
                HttpResponse<byte[]> answer = Client.send(HttpRequest.newBuilder(URI.create(gateway.url("/v1/files/1")))
                        .method(method, BodyPublishers.noBody())
                        .build());
                assertThat(answer.statusCode()).isIn(200, 204, 304);
                assertThat(answer.body()).isEmpty();
            }
            assertThat(provider.requests).extracting(Provider.Request::method).containsExactly("HEAD", "DELETE", "GET");
        }
    }

    @Test
    void passes_large_and_chunked_requests_on_unchanged() throws Exception {
        byte[] large = new byte[40 << 20];
        new Random(1).nextBytes(large);
        try (Provider provider = Provider.answering("{}");
                GatewayRun gateway = new GatewayRun(provider)) {
            URI url = URI.create(gateway.url("/v1/files"));
            Client.send(HttpRequest.newBuilder(url)
                    .POST(BodyPublishers.ofByteArray(large))
                    .build());
            Client.send(HttpRequest.newBuilder(url)
                    .POST(BodyPublishers.ofByteArrays(List.of(Arrays.copyOf(large, 12_345), new byte[] {1})))
                    .build());
            Client.send(HttpRequest.newBuilder(url)
                    .POST(BodyPublishers.ofByteArrays(List.of(large, new byte[] {2})))
                    .build());

            assertThat(Arrays.equals(provider.requests.get(0).body(), large)).isTrue();
            assertThat(provider.requests.get(1).body()).hasSize(12_346).startsWith(Arrays.copyOf(large, 12_345));
            assertThat(provider.requests.get(2).body()).hasSize(large.length + 1);
            assertThat(Arrays.mismatch(provider.requests.get(2).body(), large)).isEqualTo(large.length);
        }
    }

    @Test
    void gives_a_client_that_waits_for_it_leave_to_send_its_body() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider);
                Socket socket = socket(gateway)) {
            head(
                    socket,
                    gateway,
                    PATH,
                    "Expect: 100-continue\r\nConnection: close\r\nContent-Length: " + BODY.length());
            assertThat(RawAnswer.readHead(socket.getInputStream())).startsWith("HTTP/1.1 100");
            socket.getOutputStream().write(BODY.getBytes(StandardCharsets.UTF_8));

            assertThat(RawAnswer.read(socket.getInputStream()).status()).isEqualTo(200);
            assertThat(provider.onlyRequest().headers()).doesNotContainKey("expect");
            assertThat(gateway.onlyCall().usage().total()).hasValue(150);
        }
    }

    @Test
    void refuses_without_asking_for_the_body() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider);
                Socket socket = socket(gateway)) {
            String head =
                    "POST /nobody/acme/v1/x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(RawAnswer.read(socket.getInputStream()).status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "WebSocket", "foo, websocket/13"})
    void a_client_that_asks_for_a_web_socket_is_told_to_do_without(String upgrade) throws Exception {
        try (Provider provider = Provider.answering("{}");
                GatewayRun gateway = new GatewayRun(provider);
                Socket client =
                        new Socket("127.0.0.1", URI.create(gateway.url("")).getPort())) {
            String request = "GET " + URI.create(gateway.url("/v1/responses")).getPath()
                    + " HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, close\r\nUpgrade: " + upgrade
                    + "\r\nSec-WebSocket-Version: 13\r\n\r\n";
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            RawAnswer answer = RawAnswer.read(client.getInputStream());

            assertThat(answer.status()).isEqualTo(426);
            assertThat(answer.head()).contains("Upgrade: HTTP/1.1");
            assertThat(provider.requests).isEmpty();
            assertThat(gateway.calls()).isEmpty();
        }
    }

    @Test
    void refuses_requests_that_two_readers_could_read_differently() throws Exception {
        List<String> ambiguous = List.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Content-Length: 5\r\nContent-Length: 6",
                "Transfer-Encoding: chunked, identity",
                "Content-Length: -1");
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            for (String headers : ambiguous) {
                try (Socket socket = socket(gateway)) {
                    head(socket, gateway, PATH, headers);
                    socket.getOutputStream()
                            .write("0\r\n\r\nGET /x HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    assertThat(RawAnswer.read(socket.getInputStream()).status())
                            .as(headers)
                            .isEqualTo(400);
                }
            }
            assertThat(provider.requests).isEmpty();
        }
    }

    @Test
    void answers_an_http_10_client_without_chunks() throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.events(Answers.CHAT_STREAM));
                GatewayRun gateway = new GatewayRun(provider);
                Socket socket = socket(gateway)) {
            String head = "POST " + URI.create(gateway.url(PATH)).getRawPath() + " HTTP/1.0\r\nContent-Length: "
                    + ASKING_STREAM.length() + "\r\n\r\n" + ASKING_STREAM;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            RawAnswer answer = RawAnswer.read(socket.getInputStream());
            assertThat(answer.head()).doesNotContain("chunked");
            assertThat(answer.body())
                    .isEqualTo(Answers.events(Answers.CHAT_STREAM).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void uses_connections_again_on_both_sides() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider);
                Socket socket = socket(gateway)) {
            for (int i = 0; i < 5; i++) {
                head(socket, gateway, PATH, "Content-Length: " + BODY.length());
                socket.getOutputStream().write(BODY.getBytes(StandardCharsets.UTF_8));
                RawAnswer.readHead(socket.getInputStream());
                socket.getInputStream().readNBytes(Answers.CHAT.getBytes(StandardCharsets.UTF_8).length);
            }

            assertThat(gateway.calls()).hasSize(5);
            assertThat(provider.connections).hasValue(1);
        }
    }

    @Test
    void sends_a_request_again_where_a_kept_connection_turns_out_to_be_closed() throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    wire.json(200, Answers.CHAT);
                    wire.cut();
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            for (int i = 0; i < 20; i++) {
                assertThat(Client.post(gateway.url(PATH), BODY).statusCode()).isEqualTo(200);
            }

            assertThat(gateway.calls()).hasSize(20);
            assertThat(provider.requests).hasSize(20);
        }
    }

    @Test
    void carries_64_streams_at_once() throws Exception {
        CountDownLatch allOpen = new CountDownLatch(64);
        ExecutorService agents = Executors.newFixedThreadPool(64);
        try (Provider provider = new Provider((request, wire) -> {
                    wire.streamHead();
                    wire.chunk("data: " + Answers.CHAT_STREAM[0] + "\n\n");
                    allOpen.countDown();
                    allOpen.await();
                    wire.chunk("data: " + Answers.CHAT_STREAM[1] + "\n\ndata: " + Answers.CHAT_STREAM[2] + "\n\n");
                    wire.lastChunk();
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            Callable<HttpResponse<byte[]>> call = () -> Client.post(gateway.url(PATH), ASKING_STREAM);
            List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                answers.add(agents.submit(call));
            }
            for (Future<HttpResponse<byte[]>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }

            assertThat(gateway.calls())
                    .hasSize(64)
                    .allMatch(each -> each.usage().equals(TokenUsage.of(120, 30)));
        } finally {
            agents.shutdownNow();
        }
    }

    private static Socket socket(GatewayRun gateway) throws IOException {
        return new Socket("127.0.0.1", URI.create(gateway.url("")).getPort());
    }

    private static void head(Socket socket, GatewayRun gateway, String path, String headers) throws IOException {
        String head = "POST " + URI.create(gateway.url(path)).getRawPath() + " HTTP/1.1\r\nHost: gateway\r\n" + headers
                + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    private static Socket request(GatewayRun gateway, String path, String body) throws IOException {
        Socket socket = socket(gateway);
        head(socket, gateway, path, "Connection: close\r\nContent-Length: " + body.length());
        socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static byte[] compressed(String coding) throws IOException {
        String json = "{\"object\":\"chat.completion\",\"choices\":[{\"message\":{}}],"
                + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,\"total_tokens\":13}}";
        return switch (coding) {
            case "gzip" -> gzipped(json);
            case "deflate" -> {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (OutputStream out = new DeflaterOutputStream(bytes)) {
                    out.write(json.getBytes(StandardCharsets.UTF_8));
                }
                yield bytes.toByteArray();
            }
            default -> Base64.getDecoder().decode(BROTLI);
        };
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** The same JSON, compressed by Node.js: the JDK has no Brotli. */
    private static final String BROTLI =
            "G3oAYAT+85b6y1eM4qdqJiRjkG6nk9OD+uEgp7YkD6i1hZjH2Fi2UgqXHa+B+HE8TUiMLTZqjmQjj+jGx2CfNfcbeTwXVaNMolHoW0ylHAE=";
}
