package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.gateway.framing.UsageTap;
import dev.tokenbudget.internal.gateway.protocol.UsageReading;
import dev.tokenbudget.usage.ModelCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A streamed answer's first event is timed, whatever comes before and after it. */
class TimeToFirstTokenTest {

    @Test
    void is_known_of_a_stream() throws Exception {
        ModelCall call = callOf((request, wire) -> wire.events(Answers.CHAT_STREAM));

        assertThat(call.timeToFirstToken().orElseThrow()).isPositive().isLessThanOrEqualTo(call.latency());
    }

    @Test
    void is_not_that_of_a_remark_that_keeps_the_connection_alive() {
        UsageTap tap = new UsageTap((document, reading) -> {}, new UsageReading(), "");

        pass(tap, ": processing\n\n");
        assertThat(tap.begun()).isEmpty();

        pass(tap, "data: " + Answers.CHAT_STREAM[0] + "\n\n");
        assertThat(tap.begun()).isPresent();
    }

    @Test
    void is_that_of_the_first_event() {
        UsageTap tap = new UsageTap((document, reading) -> {}, new UsageReading(), "");
        pass(tap, "data: " + Answers.CHAT_STREAM[0] + "\n\n");
        Optional<Long> first = tap.begun();

        pass(tap, "data: " + Answers.CHAT_STREAM[1] + "\n\n");

        assertThat(tap.begun()).isEqualTo(first);
    }

    @Test
    void is_known_of_a_compressed_stream() throws Exception {
        byte[] body = gzip(Answers.events(Answers.CHAT_STREAM));
        ModelCall call =
                callOf((request, wire) -> wire.whole(200, "text/event-stream", body, "Content-Encoding: gzip"));

        assertThat(call.timeToFirstToken()).isPresent();
    }

    @Test
    void is_unknown_of_an_answer_that_is_no_stream() throws Exception {
        assertThat(callOf((request, wire) -> wire.json(200, Answers.CHAT)).timeToFirstToken())
                .isEmpty();
    }

    private static void pass(UsageTap tap, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        tap.accept(bytes, 0, bytes.length);
    }

    private static ModelCall callOf(Provider.Answer answer) throws Exception {
        try (Provider provider = new Provider(answer);
                GatewayRun run = new GatewayRun(provider)) {
            Client.post(
                    run.route.baseUrl("openai") + "/chat/completions",
                    "{\"model\":\"gpt-test\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[]}");
            return run.onlyCall();
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
