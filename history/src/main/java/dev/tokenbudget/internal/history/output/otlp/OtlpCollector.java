package dev.tokenbudget.internal.history.output.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.output.Destination;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whatever takes OpenTelemetry's protocol over HTTP, in its binary form, which all systems take. */
public final class OtlpCollector {

    private static final String PROTOBUF = "application/x-protobuf";

    private final Destination destination;
    private final Resource resource;

    /**
     * @param destination the collector
     * @param resource attributes of the resource, by which some systems find the project
     */
    public OtlpCollector(Destination destination, Map<String, String> resource) {
        this.destination = destination;
        this.resource = Source.resource(resource);
    }

    /** Return the collector's URL. */
    public String url() {
        return destination.url();
    }

    /** Send runs, a trace for each, and return what the collector says of those that it left out, where it did. */
    public Optional<String> send(List<RunEntry> runs) {
        ScopeSpans.Builder spans = ScopeSpans.newBuilder().setScope(Source.SCOPE);
        runs.forEach(run -> spans.addAllSpans(RunSpans.of(run)));
        ExportTraceServiceRequest request = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                        ResourceSpans.newBuilder().setResource(resource).addScopeSpans(spans))
                .build();
        Destination.Answer answer = post("/v1/traces", request);
        try {
            var partial = ExportTraceServiceResponse.parseFrom(protobuf(answer)).getPartialSuccess();
            return rejected(partial.getRejectedSpans(), "spans", partial.getErrorMessage());
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    /** Send metrics, and return what the collector says of those that it left out, where it did. */
    public Optional<String> send(OtlpMetrics metrics) {
        ScopeMetrics.Builder scope =
                ScopeMetrics.newBuilder().setScope(Source.SCOPE).addAllMetrics(metrics.metrics());
        ExportMetricsServiceRequest request = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(
                        ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scope))
                .build();
        Destination.Answer answer = post("/v1/metrics", request);
        try {
            var partial =
                    ExportMetricsServiceResponse.parseFrom(protobuf(answer)).getPartialSuccess();
            return rejected(partial.getRejectedDataPoints(), "data points", partial.getErrorMessage());
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private Destination.Answer post(String path, MessageLite request) {
        return destination.send("POST", path, PROTOBUF, request.toByteArray());
    }

    /** Some systems answer in JSON whatever they are asked in; what they took is then not told by spans. */
    private static byte[] protobuf(Destination.Answer answer) {
        return answer.contentType().startsWith(PROTOBUF) ? answer.body() : new byte[0];
    }

    private Optional<String> rejected(long count, String what, String message) {
        return count == 0
                ? Optional.empty()
                : Optional.of(url() + " left out " + count + " " + what
                        + (message.isEmpty() ? "." : ": " + message.replaceAll("[\\p{Cntrl}\\s]+", " ")));
    }
}
