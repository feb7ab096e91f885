package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as HTTP allows them, or as servers give them though it does not. */
class OddAnswersTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String BODY = "{\"model\":\"gpt-test\",\"messages\":[]}";
    private static final byte[] ANSWER = Answers.CHAT.getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nContent-Length: 3\r\n\r\n"
            })
    void after_informational_ones(String before) throws Exception {
        receives(wire -> {
            wire.send(before);
            wire.json(200, Answers.CHAT);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200\r\n\r\n",
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n"
            })
    void that_end_with_their_connection(String head) throws Exception {
        receives(wire -> {
            wire.send(head);
            wire.send(ANSWER);
            wire.cut();
        });
    }

    @Test
    void with_trailers_and_extensions_of_chunks() throws Exception {
        receives(wire -> {
            wire.send("HTTP/1.1 200 OK\r\ntransfer-encoding: CHUNKED\r\nTrailer: X-Sum\r\n\r\n");
            wire.send("00" + Integer.toHexString(ANSWER.length).toUpperCase(Locale.ROOT) + ";name=\"value\"\r\n");
            wire.send(ANSWER);
            wire.send("\r\n0\r\nX-Sum: 1\r\nX-Other: 2\r\n\r\n");
        });
    }

    @Test
    void whose_bytes_come_one_by_one() throws Exception {
        receives(wire -> {
            String head = "HTTP/1.1 200 OK\r\nContent-Length: " + ANSWER.length + "\r\n\r\n";
            for (byte b : (head + Answers.CHAT).getBytes(StandardCharsets.UTF_8)) {
                wire.send(new byte[] {b});
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
                "garbage\r\n\r\n",
                ""
            })
    void that_are_none_are_told_apart_from_the_providers_errors(String answer) throws Exception {
        areRefused(wire -> {
            wire.send(answer);
            wire.cut();
        });
    }

    @Test
    void that_never_come_after_informational_ones_without_end() throws Exception {
        areRefused(wire -> {
            while (true) {
                wire.send("HTTP/1.1 102 Processing\r\n\r\n");
            }
        });
    }

    /** What an upstream sends. */
    @FunctionalInterface
    private interface Sending {
        void send(Provider.Wire wire) throws IOException;
    }

    private static void receives(Sending sending) throws Exception {
        try (Provider provider = new Provider((request, wire) -> sending.send(wire));
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.url(CHAT), BODY);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(ANSWER);
            assertThat(gateway.onlyCall().usage().total()).hasValue(150);
        }
    }

    private static void areRefused(Sending sending) throws Exception {
        try (Provider provider = new Provider((request, wire) -> sending.send(wire));
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> refusal = Client.post(gateway.url(CHAT), BODY);

            assertThat(refusal.statusCode()).isEqualTo(502);
            assertThat(refusal.body()).asString().contains("got no answer from upstream 'acme'");
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }
}
