package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An error in an answer of status 200 refuses an attempt, where it comes before anything was generated. */
class RefusedAttemptTest {

    private static final String MESSAGES = "/v1/messages";
    private static final String CHAT = "/v1/chat/completions";
    private static final String RESPONSES = "/v1/responses";
    private static final String GEMINI = "/v1beta/models/gemini-test:streamGenerateContent?alt=sse";
    private static final String CONVERSE = "/model/amazon.nova-lite-v1:0/converse-stream";
    private static final String BODY =
            "{\"model\":\"some-model\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}";

    private static final String OVERLOADED =
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
    private static final String SERVER_ERROR =
            "{\"error\":{\"message\":\"The server is overloaded\",\"type\":\"server_error\",\"code\":null}}";
    private static final String ROLE =
            "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}";
    private static final String CREATED =
            "{\"type\":\"response.created\",\"response\":{\"id\":\"r\",\"instructions\":\"Be good\","
                    + "\"error\":null,\"text\":{\"format\":{\"type\":\"text\"}},\"output\":[],\"usage\":null}}";

    @Test
    void leaves_a_run_measurable_whose_next_attempt_succeeds() throws Exception {
        AtomicInteger attempt = new AtomicInteger();
        try (Provider provider = new Provider((request, wire) -> {
                    wire.streamHead();
                    wire.chunk(
                            attempt.incrementAndGet() == 1
                                    ? Answers.namedEvents(OVERLOADED)
                                    : Answers.namedEvents(Answers.MESSAGE_STREAM));
                    wire.lastChunk();
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.post(gateway.url(MESSAGES), BODY).body())
                    .asString()
                    .contains("overloaded_error");
            Client.post(gateway.url(MESSAGES), BODY);

            Run run = GatewayRun.end(gateway.run);
            assertThat(run.outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(run.calls())
                    .extracting(ModelCall::status)
                    .containsExactly(UsageStatus.NOT_BILLED, UsageStatus.REPORTED);
            assertThat(run.calls()).allMatch(ModelCall::isMeasurable);
        }
    }

    @Test
    void of_anthropic_after_the_start_of_a_message() throws Exception {
        assertThat(streamed(MESSAGES, Answers.MESSAGE_STREAM[0], "{\"type\":\"ping\"}", OVERLOADED))
                .isEqualTo(TokenUsage.unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVER_ERROR, "{\"error\":\"overloaded\"}", "{\"error\":{\"code\":429}}"})
    void of_chat_completions(String error) throws Exception {
        assertThat(streamed(CHAT, error)).isEqualTo(TokenUsage.unknown());
        assertThat(streamed(CHAT, ROLE, error)).isEqualTo(TokenUsage.unknown());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"error\",\"code\":\"server_error\",\"message\":\"Overloaded\",\"param\":null}",
                "{\"type\":\"error\",\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slower\"}}",
                "{\"type\":\"response.failed\",\"response\":{\"id\":\"r\",\"status\":\"failed\",\"usage\":null,"
                        + "\"instructions\":\"Be good\",\"error\":{\"code\":\"server_error\",\"message\":\"x\"}}}"
            })
    void of_responses(String error) throws Exception {
        assertThat(streamed(RESPONSES, CREATED, error)).isEqualTo(TokenUsage.unknown());
    }

    @Test
    void of_gemini() throws Exception {
        String unavailable =
                "{\"error\":{\"code\":503,\"message\":\"The model is overloaded.\",\"status\":\"UNAVAILABLE\"}}";
        assertThat(streamed(GEMINI, unavailable)).isEqualTo(TokenUsage.unknown());
        assertThat(answered(GEMINI, "[" + unavailable + "]").status()).isEqualTo(UsageStatus.NOT_BILLED);
    }

    @ParameterizedTest
    @CsvSource({"exception, :exception-type, throttlingException", "error, :error-code, 503"})
    void of_bedrock(String messageType, String header, String value) throws Exception {
        byte[] exception = frame(Map.of(":message-type", messageType, header, value), "{\"message\":\"Too many\"}");
        byte[] start =
                frame(Map.of(":message-type", "event", ":event-type", "messageStart"), "{\"role\":\"assistant\"}");
        byte[] delta = frame(
                Map.of(":message-type", "event", ":event-type", "contentBlockDelta"),
                "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hel\"}}");

        assertThat(answered(CONVERSE, exception).status()).isEqualTo(UsageStatus.NOT_BILLED);
        assertThat(answered(CONVERSE, start, exception).status()).isEqualTo(UsageStatus.NOT_BILLED);
        assertThat(answered(CONVERSE, start, delta, exception).status()).isEqualTo(UsageStatus.UNKNOWN);
    }

    @Test
    void of_a_model_s_own_format_in_frames() throws Exception {
        String path = "/model/anthropic.claude-test/invoke-with-response-stream";

        assertThat(answered(path, bytes(Answers.MESSAGE_STREAM[0]), bytes(OVERLOADED))
                        .status())
                .isEqualTo(UsageStatus.NOT_BILLED);
        assertThat(answered(path, bytes(Answers.MESSAGE_STREAM[0]), bytes(Answers.MESSAGE_STREAM[2]), bytes(OVERLOADED))
                        .status())
                .isEqualTo(UsageStatus.PARTIAL);
    }

    private static byte[] bytes(String document) {
        String encoded = Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8));
        return frame(Map.of(":message-type", "event", ":event-type", "chunk"), "{\"bytes\":\"" + encoded + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event: error\ndata: {\"code\":\"Throttling\",\"message\":\"slower\"}\n\n",
                "event:error\r\ndata:Overloaded\r\n\r\n",
                "data: {\"object\":\"error\",\"message\":\"Service unavailable\",\"code\":503}\n\n",
                "data: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"ERROR\",\"error\":\"overloaded\"}}\n\n"
            })
    void in_the_shapes_of_other_hosts(String events) throws Exception {
        assertThat(answered(CHAT, events).status()).isEqualTo(UsageStatus.NOT_BILLED);
    }

    @Test
    void in_an_answer_that_is_no_stream() throws Exception {
        assertThat(answered(CHAT, SERVER_ERROR).status()).isEqualTo(UsageStatus.NOT_BILLED);
    }

    @Test
    void but_not_once_something_was_generated() throws Exception {
        assertThat(answered(
                                MESSAGES,
                                Answers.namedEvents(Answers.MESSAGE_STREAM[0], Answers.MESSAGE_STREAM[2], OVERLOADED))
                        .status())
                .isEqualTo(UsageStatus.PARTIAL);
        assertThat(answered(CHAT, Answers.events(ROLE, Answers.CHAT_STREAM[0], SERVER_ERROR))
                        .status())
                .isEqualTo(UsageStatus.UNKNOWN);
        assertThat(answered(
                                RESPONSES,
                                Answers.events(
                                        CREATED,
                                        "{\"type\":\"response.output_text.delta\",\"delta\":\"Hel\"}",
                                        SERVER_ERROR))
                        .status())
                .isEqualTo(UsageStatus.UNKNOWN);
    }

    @Test
    void but_not_where_the_whole_usage_is_told() throws Exception {
        String last = "{\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":0}}";
        ModelCall call = answered(CHAT, Answers.events(ROLE, last, SERVER_ERROR));

        assertThat(call.status()).isEqualTo(UsageStatus.REPORTED);
        assertThat(call.usage()).isEqualTo(TokenUsage.of(5, 0));
    }

    private static TokenUsage streamed(String path, String... events) throws Exception {
        ModelCall call = answered(path, Answers.events(events));
        assertThat(call.status()).isEqualTo(UsageStatus.NOT_BILLED);
        assertThat(call.isMeasurable()).isTrue();
        return call.usage();
    }

    private static ModelCall answered(String path, String body) throws Exception {
        return answered(path, body.getBytes(StandardCharsets.UTF_8));
    }

    private static ModelCall answered(String path, byte[]... pieces) throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    wire.streamHead();
                    for (byte[] piece : pieces) {
                        wire.chunk(piece);
                    }
                    wire.lastChunk();
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(path), BODY);
            return gateway.onlyCall();
        }
    }

    /** Return a frame of an AWS event stream. */
    private static byte[] frame(Map<String, String> headers, String payload) {
        ByteBuffer head = ByteBuffer.allocate(1024);
        headers.forEach((name, value) -> head.put((byte) name.length())
                .put(name.getBytes(StandardCharsets.UTF_8))
                .put((byte) 7)
                .putShort((short) value.length())
                .put(value.getBytes(StandardCharsets.UTF_8)));
        byte[] body = payload.getBytes(StandardCharsets.UTF_8);
        int length = 12 + head.position() + body.length + 4;
        ByteBuffer frame = ByteBuffer.allocate(length).putInt(length).putInt(head.position());
        frame.putInt(checksum(frame));
        frame.put(Arrays.copyOf(head.array(), head.position())).put(body);
        return frame.putInt(checksum(frame)).array();
    }

    private static int checksum(ByteBuffer begun) {
        CRC32 sum = new CRC32();
        sum.update(begun.array(), 0, begun.position());
        return (int) sum.getValue();
    }
}
