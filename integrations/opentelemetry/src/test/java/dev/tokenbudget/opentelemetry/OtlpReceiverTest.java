package dev.tokenbudget.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.internal.run.Run;
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
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OtlpReceiverTest {

    private static final TokenUsage USAGE = TokenUsage.of(1200, 300).withCacheRead(1024);

    @AutoClose
    private final OtlpReceiver receiver;

    OtlpReceiverTest() throws IOException {
        receiver = OtlpReceiver.start();
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
    void charges_the_judge_by_a_key_of_its_own_or_by_an_attribute_of_the_resource() {
        try (ObservedRun run = ObservedRun.start("judge")) {
            String ofJudge = receiver.accept(run.run().judge()).key();
            try (SdkTracerProvider judge =
                    agent(exporter().addHeader(ReportingRun.HEADER, ofJudge), Resource.empty())) {
                nestedCall(judge, Context.root());
            }
            String ofAgent = receiver.accept(run.run()).key();
            Resource judging = Resource.create(Attributes.of(AttributeKey.stringKey("tokenbudget.role"), "judge"));
            try (SdkTracerProvider judge = agent(exporter().addHeader(ReportingRun.HEADER, ofAgent), judging)) {
                nestedCall(judge, Context.root());
            }

            Run ended = run.end();
            assertThat(ended.calls()).isEmpty();
            assertThat(ended.judgeCalls()).hasSize(2);
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
            HttpResponse<String> answer =
                    Requests.postTraces(receiver, receiver.accept(run.run()).key(), Requests.json());

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
            String otherTrace =
                    Requests.json().replace("5b8efff798038103d269b633813fc60c", "00000000000000000000000000000001");
            Requests.postTraces(receiver, firstKey, Requests.json());
            Requests.postTraces(receiver, secondKey, otherTrace);

            assertThat(first.calls()).hasSize(1);
            assertThat(second.calls()).hasSize(1);
        }
    }

    @Test
    void accepts_and_ignores_metrics_and_logs() throws Exception {
        for (String path : List.of("/v1/metrics", "/v1/logs")) {
            assertThat(Requests.post(receiver, path, OtlpRequest.PROTOBUF, "any", new byte[] {1})
                            .statusCode())
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
}
