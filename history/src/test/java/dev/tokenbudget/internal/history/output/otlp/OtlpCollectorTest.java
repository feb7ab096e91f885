package dev.tokenbudget.internal.history.output.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.http.Receiver;
import dev.tokenbudget.internal.history.output.Destination;
import dev.tokenbudget.internal.history.output.RequestHeaders;
import dev.tokenbudget.internal.history.output.TestRun;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpCollectorTest {

    private static final long NINE = TestRun.MONDAY.getEpochSecond() * 1_000_000_000;

    private final Receiver receiver = new Receiver();
    private final OtlpCollector collector = new OtlpCollector(
            new Destination("tokenbudget.otlp", receiver.url(), RequestHeaders.NONE, Duration.ofMillis(1)),
            Map.of("wandb.entity", "acme"));

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void gets_a_run_as_a_span_of_a_workflow() throws InvalidProtocolBufferException {
        Span run = spans(TestRun.of("run-1")
                        .outcome(Outcome.FAILED)
                        .labels(Map.of("team", "payments"))
                        .call()
                        .entry())
                .get(0);

        assertThat(run.getName()).isEqualTo("invoke_workflow ReviewTest.reviews");
        assertThat(run.getTraceId().size()).isEqualTo(16);
        assertThat(run.getSpanId().size()).isEqualTo(8);
        assertThat(run.getStartTimeUnixNano()).isEqualTo(NINE);
        assertThat(run.getEndTimeUnixNano()).isEqualTo(NINE + 2_000_000_000L);
        assertThat(run.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(values(run.getAttributesList()))
                .contains(
                        entry("gen_ai.operation.name", "invoke_workflow"),
                        entry("gen_ai.workflow.name", "ReviewTest.reviews"),
                        entry("gen_ai.conversation.id", "run-1"),
                        entry("tokenbudget.outcome", "failed"),
                        entry("tokenbudget.label.team", "payments"));
    }

    @Test
    void gets_each_call_below_it_in_the_words_of_the_conventions() throws InvalidProtocolBufferException {
        List<Span> spans = spans(TestRun.of("run-1").call().entry());
        Span call = spans.get(1);

        assertThat(call.getName()).isEqualTo("chat gpt-5");
        assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(call.getTraceId()).isEqualTo(spans.get(0).getTraceId());
        assertThat(call.getParentSpanId()).isEqualTo(spans.get(0).getSpanId());
        assertThat(call.getEndTimeUnixNano() - call.getStartTimeUnixNano()).isEqualTo(900_000_000L);
        assertThat(values(call.getAttributesList()))
                .contains(
                        entry("gen_ai.operation.name", "chat"),
                        entry("gen_ai.provider.name", "openai"),
                        entry("gen_ai.request.model", "gpt-5"),
                        entry("gen_ai.usage.input_tokens", 1_000L),
                        entry("gen_ai.usage.output_tokens", 100L),
                        entry("gen_ai.usage.cache_read.input_tokens", 600L),
                        entry("gen_ai.usage.cost", 0.005),
                        entry("gen_ai.response.finish_reasons", List.of("stop")))
                .doesNotContainKey("gen_ai.usage.reasoning.output_tokens");
    }

    @Test
    void is_told_which_calls_are_a_judges_and_never_that_unknown_usage_is_0() throws InvalidProtocolBufferException {
        Span call = spans(TestRun.of("run-1")
                        .call(TokenUsage.unknown(), "gpt-5-mini", Role.JUDGE)
                        .entry())
                .get(1);

        assertThat(values(call.getAttributesList()))
                .contains(entry("tokenbudget.role", "judge"))
                .doesNotContainKeys("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens");
    }

    @Test
    void gets_the_same_ids_for_the_same_run_and_others_for_another() throws InvalidProtocolBufferException {
        Span first = spans(TestRun.of("run-1").call().entry()).get(1);
        Span again = spans(TestRun.of("run-1").call().entry()).get(1);
        Span other = spans(TestRun.of("run-2").call().entry()).get(1);

        assertThat(again.getTraceId()).isEqualTo(first.getTraceId()).isNotEqualTo(other.getTraceId());
        assertThat(again.getSpanId()).isEqualTo(first.getSpanId()).isNotEqualTo(other.getSpanId());
    }

    @Test
    void is_told_the_attributes_of_the_resource() throws InvalidProtocolBufferException {
        spans(TestRun.of("run-1").call().entry());

        assertThat(values(lastTraces().getResourceSpans(0).getResource().getAttributesList()))
                .containsExactly(entry("service.name", "tokenbudget"), entry("wandb.entity", "acme"));
    }

    @Test
    void that_leaves_spans_out_is_quoted() {
        receiver.thenAnswer(
                200,
                "application/x-protobuf",
                ExportTraceServiceResponse.newBuilder()
                        .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                                .setRejectedSpans(2)
                                .setErrorMessage("too old"))
                        .build()
                        .toByteArray());

        assertThat(collector.send(List.of(TestRun.of("run-1").call().entry())))
                .contains(receiver.url() + " left out 2 spans: too old");
    }

    @Test
    void that_answers_in_json_is_understood() {
        receiver.thenAnswer(200, "{\"partialSuccess\":{}}");

        assertThat(collector.send(List.of(TestRun.of("run-1").call().entry()))).isEmpty();
    }

    @Test
    void gets_metrics_by_the_conventions() throws InvalidProtocolBufferException {
        OtlpMetrics sums = new OtlpMetrics(call -> OptionalLong.empty(), TestRun.MONDAY.plusSeconds(60));
        sums.run(TestRun.of("run-1").call().call().entry());
        collector.send(sums);

        assertThat(metric("gen_ai.client.inference.usage.input_tokens").getSum())
                .satisfies(sum -> {
                    assertThat(sum.getIsMonotonic()).isTrue();
                    assertThat(sum.getDataPoints(0).getAsInt()).isEqualTo(2_000);
                    assertThat(sum.getDataPoints(0).getStartTimeUnixNano()).isEqualTo(NINE);
                    assertThat(values(sum.getDataPoints(0).getAttributesList()))
                            .containsEntry("gen_ai.token.modality", "unknown")
                            .containsEntry("gen_ai.provider.name", "openai");
                });
        assertThat(metric("gen_ai.client.inference.operation.input_tokens")
                        .getHistogram()
                        .getDataPoints(0))
                .satisfies(point -> {
                    assertThat(point.getCount()).isEqualTo(2);
                    assertThat(point.getBucketCountsList())
                            .hasSize(15)
                            .element(5)
                            .isEqualTo(2L);
                    assertThat(point.getExplicitBoundsList())
                            .hasSize(14)
                            .element(5)
                            .isEqualTo(1024.0);
                });
        assertThat(metric("gen_ai.client.inference.duration")
                        .getHistogram()
                        .getDataPoints(0)
                        .getSum())
                .isEqualTo(1.8);
        assertThat(metric("gen_ai.client.token.usage").getHistogram().getDataPointsCount())
                .isEqualTo(2);
    }

    @Test
    void gets_the_metrics_of_prometheus_too() throws InvalidProtocolBufferException {
        OtlpMetrics sums = new OtlpMetrics(call -> OptionalLong.empty(), TestRun.MONDAY.plusSeconds(60));
        sums.run(TestRun.of("run-1").call().call().entry());
        collector.send(sums);

        assertThat(metric("llm_cost_usd").getSum().getDataPoints(0).getAsDouble())
                .isEqualTo(0.01);
        assertThat(values(metric("llm_requests").getSum().getDataPoints(0).getAttributesList()))
                .containsExactly(entry("model", "gpt-5"), entry("task", "ReviewTest.reviews"));
        assertThat(metric("llm_session_tokens").getHistogram().getDataPoints(0).getCount())
                .isEqualTo(1);
        assertThat(metric("llm_retry_rate").getGauge().getDataPoints(0).getAsDouble())
                .isEqualTo(0.5);
    }

    private List<Span> spans(RunEntry run) throws InvalidProtocolBufferException {
        assertThat(collector.send(List.of(run))).isEmpty();
        return lastTraces().getResourceSpans(0).getScopeSpans(0).getSpansList();
    }

    private ExportTraceServiceRequest lastTraces() throws InvalidProtocolBufferException {
        Receiver.Arrived last = receiver.arrived().get(receiver.arrived().size() - 1);
        assertThat(last.path()).isEqualTo("/v1/traces");
        assertThat(last.headers()).containsEntry("Content-Type", "application/x-protobuf");
        return ExportTraceServiceRequest.parseFrom(last.body());
    }

    private Metric metric(String name) throws InvalidProtocolBufferException {
        Receiver.Arrived last = receiver.arrived().get(receiver.arrived().size() - 1);
        assertThat(last.path()).isEqualTo("/v1/metrics");
        return ExportMetricsServiceRequest.parseFrom(last.body())
                .getResourceMetrics(0)
                .getScopeMetrics(0)
                .getMetricsList()
                .stream()
                .filter(metric -> metric.getName().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static Map<String, Object> values(List<KeyValue> attributes) {
        Map<String, Object> values = new LinkedHashMap<>();
        attributes.forEach(attribute -> values.put(attribute.getKey(), value(attribute.getValue())));
        return values;
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(OtlpCollectorTest::value)
                        .toList();
            default -> value.getStringValue();
        };
    }
}
