package dev.tokenbudget.opentelemetry;

import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.internal.span.GenAiSpan;
import dev.tokenbudget.internal.span.SpanAttributes;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Charges runs with the model calls that spans of this process describe.
 *
 * <p>The run is the one of the thread that starts the span, else the one that its trace began in, else the only one in
 * progress. Spans within {@link ActiveRuns#judging}, with {@code tokenbudget.role=judge} among their attributes or in the
 * baggage of their context, and spans below these, are calls of the run's judge. A run waits for spans that are marked as model calls when they start. A span that cannot be read is a call of
 * unknown usage; the agent is not disturbed.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class UsageSpanProcessor implements SpanProcessor {

    private final SpanTree spans;
    private final TracedRuns traces;
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    /** Create a processor, to be added to a tracer provider. */
    public UsageSpanProcessor() {
        this(new TracedRuns(), new SeenSpans());
    }

    UsageSpanProcessor(TracedRuns traces, SeenSpans seen) {
        this.traces = traces;
        this.spans = new SpanTree(seen);
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
        reading(() -> started(parentContext, span), ActiveRuns::current);
    }

    private void started(Context parent, ReadWriteSpan span) {
        String traceId = span.getSpanContext().getTraceId();
        Optional<CallRecorder> ofThread = ActiveRuns.ofThisThread();
        ofThread.ifPresent(run -> traces.note(traceId, run));
        CallRecorder run = ofThread.or(() -> traces.of(traceId))
                .<CallRecorder>map(known -> known)
                .orElseGet(ActiveRuns::current);
        SpanAttributes attributes = attributes(span.toSpanData());
        boolean judges = GenAiSpan.isOfJudge(attributes) || isWithinJudge(parent, span);
        CallRecorder charged = judges ? CallRecorder.of(run.judge()) : run;
        CallRecorder.CallUnderWay underWay = new GenAiSpan(attributes).isCall() ? charged.begin() : () -> {};
        open.put(key(span.getSpanContext()), new Open(charged, judges, underWay));
    }

    private boolean isWithinJudge(Context parent, ReadWriteSpan span) {
        Open around = open.get(key(span.getParentSpanContext()));
        String role = Baggage.fromContext(parent).getEntryValue(GenAiSpan.ROLE);
        return around != null && around.judges() || role != null && GenAiSpan.namesJudge(role);
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        Open started = open.remove(key(span.getSpanContext()));
        if (started != null) {
            reading(() -> spans.ended(read(span.toSpanData()), started.run()), started::run);
            started.underWay().close();
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    /** Read a span while the agent starts or ends it: a failure here must not become the agent's. */
    private static void reading(Runnable span, Supplier<CallRecorder> charged) {
        try {
            span.run();
        } catch (Throwable e) {
            CallRecorder run = charged.get();
            run.record(
                    ModelCall.unreadable(UsageSource.SPAN, e).started(run.now()).build());
        }
    }

    private static EndedSpan read(SpanData span) {
        return new EndedSpan(
                span.getTraceId(),
                span.getSpanId(),
                // A parent in another process never ends here.
                span.getParentSpanContext().isValid()
                                && !span.getParentSpanContext().isRemote()
                        ? span.getParentSpanId()
                        : "",
                Instant.ofEpochSecond(0, span.getStartEpochNanos()),
                Duration.ofNanos(span.getEndEpochNanos() - span.getStartEpochNanos()),
                span.getStatus().getStatusCode() == StatusCode.ERROR,
                attributes(span));
    }

    private static SpanAttributes attributes(SpanData span) {
        Map<String, Object> values = new HashMap<>();
        span.getAttributes().forEach((key, value) -> values.put(key.getKey(), value));
        return new SpanAttributes(values);
    }

    private static String key(SpanContext span) {
        return span.getTraceId() + span.getSpanId();
    }

    private record Open(CallRecorder run, boolean judges, CallRecorder.CallUnderWay underWay) {}
}
