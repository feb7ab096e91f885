package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.usage.UsageStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of an upstream that cuts its answer gets every byte that came, and then an error instead of an end. */
class CutAnswerTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String ASKING =
            "{\"model\":\"gpt-test\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}";
    private static final String NOT_ASKING = "{\"model\":\"gpt-test\",\"stream\":true}";
    private static final String STREAM = Answers.events(Answers.CHAT_STREAM[0], Answers.CHAT_STREAM[1]);

    /** How an upstream's connection ends. */
    private enum Cut {
        CLOSED {
            @Override
            void apply(Provider.Wire wire) throws IOException {
                wire.cut();
            }
        },
        RESET {
            @Override
            void apply(Provider.Wire wire) throws IOException {
                wire.socket().setSoLinger(true, 0);
                wire.cut();
            }
        },
        GARBLED {
            @Override
            void apply(Provider.Wire wire) throws IOException {
                wire.send("no length of a chunk\r\n");
                wire.cut();
            }
        };

        abstract void apply(Provider.Wire wire) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void of_a_chunked_answer(Cut cut) throws Exception {
        for (String request : new String[] {ASKING, NOT_ASKING}) {
            try (Provider provider = new Provider((asked, wire) -> {
                        wire.streamHead();
                        wire.chunk(STREAM.substring(0, 350));
                        passed(wire);
                        cut.apply(wire);
                    });
                    GatewayRun gateway = new GatewayRun(provider);
                    Socket client = request(gateway, "HTTP/1.1", request)) {
                String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(textOfChunks(answer)).isEqualTo(STREAM.substring(0, 350));
                assertThat(answer).doesNotEndWith("0\r\n\r\n");
                assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 299, 300, 301, 379})
    void wherever_it_is_cut(int length) throws Exception {
        String part = STREAM.substring(0, length);
        try (Provider provider = new Provider((asked, wire) -> {
                    wire.streamHead();
                    wire.send("1000\r\n" + part);
                    wire.cut();
                });
                GatewayRun gateway = new GatewayRun(provider);
                Socket client = request(gateway, "HTTP/1.1", NOT_ASKING)) {
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(textOfChunks(answer)).isEqualTo(part);
        }
    }

    @Test
    void of_known_length() throws Exception {
        try (Provider provider = new Provider((asked, wire) -> {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n");
                    wire.send(Answers.CHAT);
                    wire.cut();
                });
                GatewayRun gateway = new GatewayRun(provider);
                Socket client = request(gateway, "HTTP/1.1", ASKING)) {
            RawAnswer answer = RawAnswer.read(client.getInputStream());

            assertThat(answer.head()).contains("Content-Length: 5000");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(Answers.CHAT);
        }
    }

    @Test
    void of_a_client_that_knows_no_chunks() throws Exception {
        try (Provider provider = cuttingAfter(STREAM);
                GatewayRun gateway = new GatewayRun(provider);
                Socket client = request(gateway, "HTTP/1.0", ASKING)) {
            InputStream in = client.getInputStream();
            RawAnswer.readHead(in);

            assertThat(new String(
                            in.readNBytes(STREAM.getBytes(StandardCharsets.UTF_8).length), StandardCharsets.UTF_8))
                    .isEqualTo(STREAM);
            assertThatThrownBy(in::read).as("its end would be the answer's").isInstanceOf(IOException.class);
        }
    }

    @Test
    void of_a_compressed_stream_that_is_read_on_the_way() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, true)) {
            gzip.write(STREAM.getBytes(StandardCharsets.UTF_8));
            gzip.flush();
            byte[] begun = bytes.toByteArray();
            try (Provider provider = new Provider((asked, wire) -> {
                        wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n");
                        wire.chunk(begun);
                        wire.cut();
                    });
                    GatewayRun gateway = new GatewayRun(provider);
                    Socket client = request(gateway, "HTTP/1.1", NOT_ASKING)) {
                String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(textOfChunks(answer)).isEqualTo(STREAM);
            }
        }
    }

    @Test
    void is_an_error_to_a_client_that_reads_on() throws Exception {
        try (Provider provider = cuttingAfter(STREAM);
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(gateway.url(CHAT)))
                                    .POST(BodyPublishers.ofString(ASKING))
                                    .build(),
                            BodyHandlers.ofInputStream());
            byte[] come = answer.body().readNBytes(STREAM.getBytes(StandardCharsets.UTF_8).length);

            assertThat(new String(come, StandardCharsets.UTF_8)).isEqualTo(STREAM);
            assertThatThrownBy(() -> answer.body().read()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void loses_nothing_of_a_large_answer_to_a_slow_client() throws Exception {
        String large = Answers.events("{\"choices\":[{\"delta\":{\"content\":\"" + "x".repeat(8 << 20) + "\"}}]}");
        try (Provider provider = cuttingAfter(large);
                GatewayRun gateway = new GatewayRun(provider);
                Socket client = request(gateway, "HTTP/1.1", ASKING)) {
            RawAnswer.readHead(client.getInputStream());
            Thread.sleep(300);
            byte[] rest = client.getInputStream().readAllBytes();

            assertThat(textOfChunks("\r\n\r\n" + new String(rest, StandardCharsets.UTF_8)))
                    .hasSize(large.length());
        }
    }

    private static Provider cuttingAfter(String sent) {
        return new Provider((asked, wire) -> {
            wire.streamHead();
            wire.chunk(sent);
            wire.cut();
        });
    }

    /** Wait a moment, so that what was sent is read before the connection breaks. */
    private static void passed(Provider.Wire wire) throws Exception {
        wire.out().flush();
        Thread.sleep(100);
    }

    private static Socket request(GatewayRun gateway, String version, String body) throws IOException {
        URI url = URI.create(gateway.url(CHAT));
        Socket socket = new Socket("127.0.0.1", url.getPort());
        String head = "POST " + url.getRawPath() + " " + version + "\r\nHost: h\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String textOfChunks(String answer) {
        byte[] rest = answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = 0;
        while (at < rest.length) {
            int end = at;
            while (rest[end] != '\n') {
                end++;
            }
            int size = Integer.parseInt(new String(rest, at, end - at, StandardCharsets.US_ASCII).trim(), 16);
            body.write(rest, end + 1, size);
            at = end + 1 + size + 2;
        }
        return body.toString(StandardCharsets.UTF_8);
    }
}
