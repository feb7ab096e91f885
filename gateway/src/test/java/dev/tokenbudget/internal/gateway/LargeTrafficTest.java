package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers that are larger than what is held of them. */
class LargeTrafficTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final int MORE_THAN_HELD = 33 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"gpt-test\",\"messages\":[\"BLOB\"]}",
                "{\"messages\":[\"BLOB\"],\"model\":\"gpt-test\"}",
                "{\"messages\":[\"a \\\"model\\\":\\\"x\\\" BLOB\",{\"model\":\"inner\"}], \"stream\":false, \"model\" : \"gpt-test\"}"
            })
    void a_request_of_more_than_32_mib_asks_for_the_model_that_it_names(String body) throws Exception {
        String request = body.replace("BLOB", "x".repeat(MORE_THAN_HELD));
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(CHAT), request);

            assertThat(provider.onlyRequest().text()).isEqualTo(request);
            assertThat(gateway.onlyCall().requestedModel()).isEqualTo("gpt-test");
            assertThat(gateway.onlyCall().usage().total()).hasValue(150);
        }
    }

    @Test
    void a_chunked_request_of_more_than_32_mib_asks_for_it_too() throws Exception {
        byte[] blob = new byte[MORE_THAN_HELD];
        Arrays.fill(blob, (byte) '\\');
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.send(HttpRequest.newBuilder(URI.create(gateway.url(CHAT)))
                    .POST(BodyPublishers.ofByteArrays(List.of(
                            "{\"input\":\"".getBytes(StandardCharsets.US_ASCII),
                            blob,
                            "\",\"model\":\"gpt-test\"}".getBytes(StandardCharsets.US_ASCII))))
                    .build());

            assertThat(gateway.onlyCall().requestedModel()).isEqualTo("gpt-test");
        }
    }

    @Test
    void one_that_names_none_is_known_by_its_answer() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(CHAT), "{\"messages\":[\"" + "x".repeat(MORE_THAN_HELD) + "\"]}");

            assertThat(gateway.onlyCall().requestedModel()).isEqualTo("gpt-test-2026");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"message\":{\"content\":\"PIECE\"}}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}",
                "data: {\"choices\":[{\"delta\":{\"content\":\"PIECE\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}\n\n"
            })
    void an_event_of_a_hundred_megabytes_is_passed_on_and_read(String answer) throws Exception {
        byte[] piece = "\\u00e9 and \\\"text\\\" ü ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        int pieces = (100 << 20) / piece.length;
        String begin = answer.substring(0, answer.indexOf("PIECE"));
        String end = answer.substring(answer.indexOf("PIECE") + "PIECE".length());
        try (Provider provider = new Provider((request, wire) -> {
                    wire.streamHead();
                    wire.chunk(begin);
                    for (int i = 0; i < pieces; i++) {
                        wire.chunk(piece);
                    }
                    wire.chunk(end);
                    wire.lastChunk();
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            long received = sizeOfAnswer(gateway.url(CHAT), "{\"model\":\"m\",\"stream\":true}");

            assertThat(received).isEqualTo(begin.length() + (long) pieces * piece.length + end.length());
            assertThat(gateway.onlyCall().usage()).isEqualTo(TokenUsage.of(5, 2));
        }
    }

    @Test
    void many_large_embeddings_are_read() throws Exception {
        String vector = "[" + "-0.0123456789, ".repeat(3071) + "1e-7]";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"object\":\"list\",\"data\":[".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 2048; i++) {
            body.writeBytes(((i == 0 ? "" : ",\n") + "{\"index\":" + i + ",\"embedding\":" + vector + "}")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes("],\"model\":\"e\",\"usage\":{\"prompt_tokens\":9,\"total_tokens\":9}}"
                .getBytes(StandardCharsets.US_ASCII));
        try (Provider provider =
                        new Provider((request, wire) -> wire.whole(200, "application/json", body.toByteArray()));
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(sizeOfAnswer(gateway.url("/v1/embeddings"), "{\"model\":\"e\",\"input\":\"x\"}"))
                    .isEqualTo(body.size());
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.REPORTED);
            assertThat(gateway.onlyCall().usage().input()).hasValue(9);
        }
    }

    private static long sizeOfAnswer(String url, String body) throws IOException, InterruptedException {
        try (InputStream in = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofInputStream())
                .body()) {
            byte[] piece = new byte[1 << 16];
            long size = 0;
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                size += n;
            }
            return size;
        }
    }
}
