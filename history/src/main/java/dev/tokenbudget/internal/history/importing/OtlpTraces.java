package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.span.GenAiSpan;
import dev.tokenbudget.internal.span.SpanAttributes;
import dev.tokenbudget.usage.ModelCall;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Spans of OpenTelemetry, as OTLP writes them in JSON: ids in hexadecimal, 64-bit numbers as texts. The collector's file exporter
 * writes one request a line.
 *
 * <p>Source: <a href="https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/">OTLP file exporter</a> and <a
 * href="https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/">GenAI spans</a>.
 */
final class OtlpTraces implements ImportFormat {

    private static final String SOURCE = "opentelemetry";
    private static final String ERROR = "2";

    @Override
    public String title() {
        return "OTLP traces";
    }

    @Override
    public boolean recognizes(Fields span) {
        return span.has("spanId") && span.has("traceId");
    }

    @Override
    public void read(Fields span, Findings findings) throws NotUnderstoodException {
        String trace = id(span, "traceId").orElseGet(span::hash);
        String id = id(span, "spanId").map(own -> trace + ":" + own).orElseGet(span::hash);
        String parent =
                id(span, "parentSpanId").map(above -> trace + ":" + above).orElse("");
        String name = span.text("name").orElse("");
        findings.span(new FoundSpan(SOURCE, trace, id, parent, name));
        Map<String, Object> own = attributes(span);
        Map<String, Object> resource = attributes(span.object("resource"));
        SpanAttributes attributes = new SpanAttributes(own);
        GenAiSpan told = new GenAiSpan(attributes);
        if (!told.isCall()) {
            findings.nothingToCount(Reasons.NO_CALL);
            return;
        }
        Fields status = span.object("status");
        boolean failed = status.text("code")
                .filter(code -> code.equals(ERROR) || code.equals("STATUS_CODE_ERROR"))
                .isPresent();
        Instant started = span.requiredTime("startTimeUnixNano");
        Optional<Instant> ended = span.time("endTimeUnixNano");
        ModelCall call = told.call(failed)
                .role(GenAiSpan.isOfJudge(attributes) ? ModelCall.Role.JUDGE : ModelCall.Role.AGENT)
                .started(started)
                .latency(ended.map(end -> Duration.between(started, end)).orElse(Duration.ZERO))
                .build();
        if (!call.isBilled()) {
            findings.nothingToCount(Reasons.REFUSED);
            return;
        }
        if (!call.anomalies().isEmpty() && call.usage().total().isEmpty()) {
            throw new NotUnderstoodException(call.anomalies().get(0).detail());
        }
        Map<String, String> labels = new LinkedHashMap<>(texts(resource));
        labels.putAll(texts(own));
        SpanAttributes all = new SpanAttributes(merged(resource, own));
        all.text("deployment.environment.name", "deployment.environment")
                .ifPresent(environment -> labels.putIfAbsent("environment", environment));
        findings.call(new FoundCall(
                SOURCE,
                trace,
                id,
                call,
                told.cost(),
                labels,
                all.text("user.id", "enduser.id", "langfuse.user.id"),
                all.text("service.name").orElse(name)));
    }

    /** An id of zeros alone is none. */
    private static Optional<String> id(Fields span, String name) {
        return span.text(name).map(id -> id.toLowerCase(Locale.ROOT)).filter(id -> !id.matches("0+"));
    }

    private static Map<String, Object> merged(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> all = new HashMap<>(one);
        all.putAll(other);
        return all;
    }

    private static Map<String, String> texts(Map<String, Object> attributes) {
        Map<String, String> texts = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            if (value instanceof String text && !text.isBlank()) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    private static Map<String, Object> attributes(Fields of) {
        Map<String, Object> values = new HashMap<>();
        of.list("attributes")
                .forEach(pair -> pair.text("key")
                        .ifPresent(
                                key -> OtlpValue.of(pair.object("value")).ifPresent(value -> values.put(key, value))));
        return values;
    }
}
