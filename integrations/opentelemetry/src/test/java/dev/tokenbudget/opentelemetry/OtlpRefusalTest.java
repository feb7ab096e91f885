package dev.tokenbudget.opentelemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.UsageStatus;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OtlpRefusalTest {

    @AutoClose
    private final OtlpReceiver receiver;

    OtlpRefusalTest() throws IOException {
        receiver = OtlpReceiver.start();
    }

    @Test
    void refuses_and_counts_requests_with_a_wrong_key() throws Exception {
        try (ObservedRun run = ObservedRun.start("wrong key")) {
            HttpResponse<String> answer = Requests.postTraces(receiver, "wrong", Requests.json());

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains(ReportingRun.HEADER);
            assertThat(receiver.refusedRequests()).isEqualTo(1);
            assertThat(run.calls()).isEmpty();
        }
    }

    @Test
    void refuses_a_wrong_key_before_it_reads_what_comes_with_it() throws Exception {
        URI endpoint = URI.create(receiver.endpoint());
        try (ObservedRun run = ObservedRun.start("never read");
                Socket agent = new Socket(endpoint.getHost(), endpoint.getPort())) {
            receiver.accept(run.run());
            agent.getOutputStream()
                    .write(("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + ReportingRun.HEADER + ": wrong\r\nContent-Length: 1000000\r\n\r\n")
                            .getBytes(UTF_8));
            agent.getOutputStream().flush();

            String status = new BufferedReader(new InputStreamReader(agent.getInputStream(), UTF_8)).readLine();

            assertThat(status).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void refuses_what_it_cannot_read_with_a_sentence_and_takes_the_run_for_unmeasurable() throws Exception {
        try (ObservedRun run = ObservedRun.start("unreadable")) {
            HttpResponse<String> answer =
                    Requests.postTraces(receiver, receiver.accept(run.run()).key(), "{\"resourceSpans\": [");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).startsWith("The export request cannot be read: ");
            assertThat(run.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void a_protobuf_request_cut_anywhere_is_refused_or_read_and_never_breaks_the_receiver() throws Exception {
        // One resource with one scope with one span: the lengths of all of them are wrong wherever it is cut.
        byte[] whole = {
            0x0a, 0x1c, 0x12, 0x1a, 0x12, 0x18, 0x0a, 0x10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0x12,
            4, 1, 2, 3, 4
        };
        try (ObservedRun run = ObservedRun.start("cut")) {
            String key = receiver.accept(run.run()).key();
            for (int length = 1; length < whole.length; length++) {
                assertThat(Requests.post(
                                        receiver, "/v1/traces", OtlpRequest.PROTOBUF, key, Arrays.copyOf(whole, length))
                                .statusCode())
                        .as("cut at %s", length)
                        .isEqualTo(400);
            }
            assertThat(Requests.post(receiver, "/v1/traces", OtlpRequest.PROTOBUF, key, whole)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(receiver.refusedRequests()).isZero();
        }
    }

    @Test
    void a_protobuf_request_of_lists_in_lists_is_refused() throws Exception {
        byte[] nested = {};
        for (int depth = 0; depth < 10_000; depth++) {
            nested = field(1, field(5, nested));
        }
        byte[] attribute = field(9, field(2, field(5, nested)));
        byte[] request = field(1, field(2, field(2, attribute)));
        try (ObservedRun run = ObservedRun.start("nested")) {
            HttpResponse<String> answer = Requests.post(
                    receiver,
                    "/v1/traces",
                    OtlpRequest.PROTOBUF,
                    receiver.accept(run.run()).key(),
                    request);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("its messages are nested deeper than 100");
        }
    }

    private static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        field.write(number << 3 | 2);
        int length = content.length;
        for (; length > 0x7f; length >>>= 7) {
            field.write(length & 0x7f | 0x80);
        }
        field.write(length);
        field.writeBytes(content);
        return field.toByteArray();
    }
}
