package dev.tokenbudget.opentelemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.run.ActiveRuns;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpReceiverTest {

    private static final TokenUsage USAGE = TokenUsage.of(1200, 300).withCacheRead(1024);
    private static final String JSON = """
            {"resourceSpans": [{"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "agent"}}]},
              "scopeSpans": [{"spans": [
                {"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174", "name": "agent",
                 "startTimeUnixNano": "1790000000000000000", "endTimeUnixNano": "1790000003000000000",
                 "attributes": [{"key": "gen_ai.operation.name", "value": {"stringValue": "invoke_agent"}},
                   {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "1200"}}]},
                {"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b175",
                 "parentSpanId": "eee19b7ec3c1b174", "name": "chat gpt-test", "kind": 3,
                 "startTimeUnixNano": "1790000001000000000", "endTimeUnixNano": 1790000002000000000,
                 "attributes": [{"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
                   {"key": "gen_ai.provider.name", "value": {"stringValue": "openai"}},
                   {"key": "gen_ai.request.model", "value": {"stringValue": "gpt-test"}},
                   {"key": "gen_ai.response.finish_reasons", "value": {"arrayValue": {"values": [{"stringValue": "stop"}]}}},
                   {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "1200"}},
                   {"key": "gen_ai.usage.output_tokens", "value": {"intValue": 300}},
                   {"key": "gen_ai.usage.cache_read.input_tokens", "value": {"intValue": "1024"}}]}]}]}]}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final OtlpReceiver receiver;

    OtlpReceiverTest() throws IOException {
        receiver = OtlpReceiver.start();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void charges_what_a_real_exporter_sends_in_protobuf_with_the_key_in_a_header() {
        try (ObservedRun run = ObservedRun.start("protobuf")) {
            ReportingRun reporting = receiver.accept(run.run());
            try (SdkTracerProvider agent =
                    agent(exporter().addHeader(ReportingRun.HEADER, reporting.key()), Resource.empty())) {
                nestedCall(agent, Context.root());
            }

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(USAGE);
            assertThat(call.provider()).isEqualTo("openai");
            assertThat(call.requestedModel()).isEqualTo("gpt-test");
            assertThat(call.stopReason()).contains("stop");
        }
    }

    @Test
    void finds_the_key_in_a_resource_attribute_too_and_reads_gzip() {
        try (ObservedRun run = ObservedRun.start("resource")) {
            Resource resource = Resource.create(Attributes.of(
                    AttributeKey.stringKey(ReportingRun.RESOURCE_ATTRIBUTE),
                    receiver.accept(run.run()).key()));
            try (SdkTracerProvider agent = agent(exporter().setCompression("gzip"), resource)) {
                nestedCall(agent, Context.root());
            }

            assertThat(run.onlyCall().usage()).isEqualTo(USAGE);
        }
    }

    @Test
    void counts_once_what_comes_in_a_request_for_each_span() {
        try (ObservedRun run = ObservedRun.start("singly")) {
            String key = receiver.accept(run.run()).key();
            try (SdkTracerProvider agent = SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(
                            exporter().addHeader(ReportingRun.HEADER, key).build()))
                    .build()) {
                nestedCall(agent, Context.root());
            }

            assertThat(run.onlyCall().usage()).isEqualTo(USAGE);
        }
    }

    @Test
    void reads_json() throws Exception {
        try (ObservedRun run = ObservedRun.start("json")) {
            HttpResponse<String> answer = post(
                    "/v1/traces", "application/json", receiver.accept(run.run()).key(), JSON.getBytes(UTF_8));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{}");
            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(USAGE);
            assertThat(call.stopReason()).contains("stop");
        }
    }

    @Test
    void finds_the_run_in_which_the_trace_of_a_called_server_began() {
        try (ObservedRun other = ObservedRun.start("other");
                ObservedRun run = ObservedRun.start("trace");
                SdkTracerProvider test = SdkTracerProvider.builder()
                        .addSpanProcessor(receiver.processor())
                        .build()) {
            Span request = test.get("test").spanBuilder("POST /agent").startSpan();
            SpanContext received = SpanContext.createFromRemoteParent(
                    request.getSpanContext().getTraceId(),
                    request.getSpanContext().getSpanId(),
                    TraceFlags.getSampled(),
                    TraceState.getDefault());
            try (SdkTracerProvider server = agent(exporter(), Resource.empty())) {
                ActiveRuns.Scope elsewhere = ActiveRuns.unbind();
                nestedCall(server, Context.root().with(Span.wrap(received)));
                elsewhere.close();
            }
            request.end();

            assertThat(run.onlyCall().usage()).isEqualTo(USAGE);
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void each_key_charges_its_own_run() throws Exception {
        try (ObservedRun first = ObservedRun.start("first");
                ObservedRun second = ObservedRun.start("second")) {
            String firstKey = receiver.accept(first.run()).key();
            String secondKey = receiver.accept(second.run()).key();
            String otherTrace = JSON.replace("5b8efff798038103d269b633813fc60c", "00000000000000000000000000000001");
            post("/v1/traces", "application/json", firstKey, JSON.getBytes(UTF_8));
            post("/v1/traces", "application/json", secondKey, otherTrace.getBytes(UTF_8));

            assertThat(first.calls()).hasSize(1);
            assertThat(second.calls()).hasSize(1);
        }
    }

    @Test
    void refuses_and_counts_spans_with_a_wrong_key() throws Exception {
        try (ObservedRun run = ObservedRun.start("wrong key")) {
            HttpResponse<String> answer = post("/v1/traces", "application/json", "wrong", JSON.getBytes(UTF_8));

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains(ReportingRun.HEADER);
            assertThat(receiver.refusedSpans()).isEqualTo(2);
            assertThat(run.calls()).isEmpty();
        }
    }

    @Test
    void refuses_what_it_cannot_read_with_a_sentence() throws Exception {
        HttpResponse<String> answer =
                post("/v1/traces", "application/json", "any", "{\"resourceSpans\": [".getBytes(UTF_8));

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
            assertThat(post("/v1/traces", OtlpRequest.PROTOBUF, "any", Arrays.copyOf(whole, length))
                            .statusCode())
                    .as("cut at %s", length)
                    .isEqualTo(400);
        }
        assertThat(post("/v1/traces", OtlpRequest.PROTOBUF, "any", whole).statusCode())
                .isEqualTo(404);
        assertThat(receiver.refusedSpans()).isEqualTo(1);
    }

    @Test
    void accepts_and_ignores_metrics_and_logs() throws Exception {
        for (String path : List.of("/v1/metrics", "/v1/logs")) {
            assertThat(post(path, OtlpRequest.PROTOBUF, "any", new byte[] {1}).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void tells_another_process_how_to_report() {
        try (ObservedRun run = ObservedRun.start("environment")) {
            ReportingRun reporting = receiver.accept(run.run());

            assertThat(reporting.key()).matches("[0-9a-f]{32}");
            assertThat(reporting.environment())
                    .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint())
                    .containsEntry("OTEL_EXPORTER_OTLP_HEADERS", "tokenbudget-run=" + reporting.key());
        }
    }

    private OtlpHttpSpanExporterBuilder exporter() {
        return OtlpHttpSpanExporter.builder().setEndpoint(receiver.endpoint() + "/v1/traces");
    }

    /** Return what an agent in another process has, as far as the receiver can see. */
    private static SdkTracerProvider agent(OtlpHttpSpanExporterBuilder exporter, Resource resource) {
        return SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build()).build())
                .setResource(resource)
                .build();
    }

    private static void nestedCall(SdkTracerProvider agent, Context parent) {
        Span outer = agent.get("agent")
                .spanBuilder("agent")
                .setParent(parent)
                .setAttribute("gen_ai.operation.name", "invoke_agent")
                .startSpan();
        agent.get("agent")
                .spanBuilder("chat gpt-test")
                .setParent(parent.with(outer))
                .setAttribute("gen_ai.operation.name", "chat")
                .setAttribute("gen_ai.provider.name", "openai")
                .setAttribute("gen_ai.request.model", "gpt-test")
                .setAttribute(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of("stop"))
                .setAttribute("gen_ai.request.temperature", 0.5)
                .setAttribute("gen_ai.request.stream", true)
                .setAttribute("gen_ai.usage.input_tokens", 1200)
                .setAttribute("gen_ai.usage.output_tokens", 300)
                .setAttribute("gen_ai.usage.cache_read.input_tokens", 1024)
                .startSpan()
                .end();
        outer.setAttribute("gen_ai.usage.input_tokens", 1200).end();
        agent.forceFlush().join(20, TimeUnit.SECONDS);
    }

    private HttpResponse<String> post(String path, String contentType, String key, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(receiver.endpoint() + path))
                .header("Content-Type", contentType)
                .header(ReportingRun.HEADER, key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
