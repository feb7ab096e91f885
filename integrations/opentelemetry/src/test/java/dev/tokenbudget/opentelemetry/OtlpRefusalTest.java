package dev.tokenbudget.opentelemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.testkit.ObservedRun;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpRefusalTest {

    private final OtlpReceiver receiver;

    OtlpRefusalTest() throws IOException {
        receiver = OtlpReceiver.start();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void refuses_and_counts_spans_with_a_wrong_key() throws Exception {
        try (ObservedRun run = ObservedRun.start("wrong key")) {
            HttpResponse<String> answer = Requests.post(
                    receiver,
                    "/v1/traces",
                    "application/json",
                    "wrong",
                    Requests.json().getBytes(UTF_8));

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains(ReportingRun.HEADER);
            assertThat(receiver.refusedSpans()).isEqualTo(2);
            assertThat(run.calls()).isEmpty();
        }
    }

    @Test
    void refuses_what_it_cannot_read_with_a_sentence() throws Exception {
        HttpResponse<String> answer = Requests.post(
                receiver, "/v1/traces", "application/json", "any", "{\"resourceSpans\": [".getBytes(UTF_8));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("The export request cannot be read: ");
    }

    @Test
    void a_protobuf_request_cut_anywhere_is_refused_or_read_and_never_breaks_the_receiver() throws Exception {
        // One resource with one scope with one span: the lengths of all of them are wrong wherever it is cut.
        byte[] whole = {
            0x0a, 0x1c, 0x12, 0x1a, 0x12, 0x18, 0x0a, 0x10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0x12,
            4, 1, 2, 3, 4
        };
        for (int length = 1; length < whole.length; length++) {
            assertThat(Requests.post(receiver, "/v1/traces", OtlpRequest.PROTOBUF, "any", Arrays.copyOf(whole, length))
                            .statusCode())
                    .as("cut at %s", length)
                    .isEqualTo(400);
        }
        assertThat(Requests.post(receiver, "/v1/traces", OtlpRequest.PROTOBUF, "any", whole)
                        .statusCode())
                .isEqualTo(404);
        assertThat(receiver.refusedSpans()).isEqualTo(1);
    }
}
