package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Answers beyond what is read of one: they reach the agent as they are, and the call is unknown and says why. */
class BodyLimitsTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String JSON = "application/json";
    private static final int MIB = 1 << 20;

    @Test
    void what_grows_beyond_32_mib_when_it_is_decompressed() throws Exception {
        assertUnknown(
                "it is larger than 32 MiB when it is decompressed",
                gzip(Answers.CHAT, 33),
                JSON,
                "Content-Encoding: gzip");
    }

    @Test
    void what_is_just_below_32_mib_when_it_is_decompressed_counts() throws Exception {
        try (Provider provider = answering(gzip(Answers.CHAT, 31), JSON, "Content-Encoding: gzip");
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(CHAT), "{\"model\":\"gpt-test\"}");

            assertThat(gateway.onlyCall().usage().total()).hasValue(150);
        }
    }

    @Test
    void what_is_compressed_and_larger_than_64_mib_nevertheless() throws Exception {
        assertUnknown(
                "it is larger than 64 MiB though it is compressed", new byte[65 * MIB], JSON, "Content-Encoding: gzip");
    }

    @Test
    void a_document_that_is_larger_than_16_mib_without_its_long_texts() throws Exception {
        String many = "{}, ".repeat(17 * MIB / 4);
        assertUnknown("a part of it is larger than 16 MiB", bytes("{\"choices\":[" + many + "{}]}"), JSON);
    }

    @Test
    void an_event_that_is_too_large_hides_no_usage_that_comes_after_it() throws Exception {
        String event = "data: {\"choices\":[" + "{}, ".repeat(17 * MIB / 4) + "{}]}\n\n";
        String usage = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}\n\n"
                + "data: [DONE]\n\n";
        try (Provider provider = answering(bytes(event + usage), "text/event-stream");
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(
                    gateway.url(CHAT), "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");

            assertThat(gateway.onlyCall().usage()).isEqualTo(TokenUsage.of(5, 2));
        }
    }

    @Test
    void more_than_a_million_documents() throws Exception {
        assertUnknown(
                "it has more than 1,000,000 events or documents", bytes("{}\n".repeat(1_000_001) + Answers.CHAT), JSON);
    }

    @Test
    void a_document_that_is_nested_deeper_than_a_thousand_levels() throws Exception {
        String nested = "[".repeat(1_001) + "]".repeat(1_001);
        assertUnknown(
                "its JSON is nested deeper than 1000 levels, or has a number of more than 1000 digits",
                bytes("{\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2},\"choices\":" + nested + "}"),
                JSON);
    }

    @Test
    void a_frame_of_aws_of_more_than_24_mib() throws Exception {
        String payload = "{\"usage\":{\"inputTokens\":5,\"outputTokens\":2}, \"x\":\"" + "x".repeat(24 * MIB) + "\"}";
        try (Provider provider = answering(Frames.frames(payload), "application/vnd.amazon.eventstream");
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url("/model/m/converse-stream"), "{}");

            ModelCall call = gateway.onlyCall();
            assertThat(call.status()).isEqualTo(UsageStatus.UNKNOWN);
            assertThat(call.anomalies()).singleElement().asString().contains("bytes with 0 of headers");
        }
    }

    @Test
    void a_frame_of_aws_just_below_that_is_read_in_whatever_pieces_it_comes() throws Exception {
        String payload = "{\"usage\":{\"inputTokens\":5,\"outputTokens\":2}, \"x\":\"" + "x".repeat(23 * MIB) + "\"}";
        try (Provider provider = answering(Frames.frames(payload), "application/vnd.amazon.eventstream");
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url("/model/m/converse-stream"), "{}");

            assertThat(gateway.onlyCall().usage()).isEqualTo(TokenUsage.of(5, 2));
        }
    }

    private static void assertUnknown(String why, byte[] body, String type, String... headers) throws Exception {
        try (Provider provider = answering(body, type, headers);
                GatewayRun gateway = new GatewayRun(provider)) {
            byte[] passed =
                    Client.post(gateway.url(CHAT), "{\"model\":\"gpt-test\"}").body();

            assertThat(passed).isEqualTo(body);
            ModelCall call = gateway.onlyCall();
            assertThat(call.status()).isEqualTo(UsageStatus.UNKNOWN);
            assertThat(call.anomalies()).containsExactly(new Anomaly(Anomaly.Kind.UNREADABLE, why));
        }
    }

    private static Provider answering(byte[] body, String type, String... headers) throws IOException {
        return new Provider((request, wire) -> wire.whole(200, type, body, headers));
    }

    /** Return {@code json} in gzip, after so many MiB of white space. */
    private static byte[] gzip(String json, int mib) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byte[] blanks = " ".repeat(MIB).getBytes(StandardCharsets.US_ASCII);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            for (int i = 0; i < mib; i++) {
                gzip.write(blanks);
            }
            gzip.write(bytes(json));
        }
        return compressed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
