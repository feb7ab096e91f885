package dev.tokenbudget.internal.history.output.otlp;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.span.GenAiSpan;
import dev.tokenbudget.usage.ModelCall.Role;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A run as a trace: a span of a workflow, and below it one of each call. Names are those of OpenTelemetry's conventions for
 * generative AI 0.1; what they have no name for begins with {@code tokenbudget.}, and the cost is {@code gen_ai.usage.cost}, which
 * Langfuse and others read.
 */
final class RunSpans {

    private RunSpans() {}

    static List<Span> of(RunEntry run) {
        List<Span> spans = new ArrayList<>();
        spans.add(workflow(run));
        run.calls().forEach(call -> spans.add(call(run, call)));
        return spans;
    }

    private static Span workflow(RunEntry run) {
        Attributes attributes = new Attributes()
                .put("gen_ai.operation.name", "invoke_workflow")
                .put("gen_ai.workflow.name", run.task())
                .put("gen_ai.conversation.id", run.id())
                .put("tokenbudget.origin", run.origin().name().toLowerCase(Locale.ROOT))
                .put("tokenbudget.source", run.source())
                .put("tokenbudget.build", run.build().orElse(""))
                .put("tokenbudget.outcome", run.outcome().map(RunSpans::lower).orElse(""));
        run.labels().values().forEach((name, value) -> attributes.put("tokenbudget.label." + name, value));
        Span.Builder span = Span.newBuilder()
                .setTraceId(Ids.trace(run.id()))
                .setSpanId(Ids.span(run.id(), 0))
                .setName("invoke_workflow " + run.task())
                .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
                .setStartTimeUnixNano(nanos(run.started()))
                .setEndTimeUnixNano(nanos(run.started().plus(run.duration())));
        if (run.outcome().filter(Outcome.FAILED::equals).isPresent()) {
            span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
            attributes.put("error.type", "failed");
        }
        return span.addAllAttributes(attributes.list()).build();
    }

    private static Span call(RunEntry run, CallEntry call) {
        Attributes attributes = new Attributes()
                .put("gen_ai.operation.name", GenAiMetrics.OPERATION)
                .put("gen_ai.provider.name", Provider.named(call.provider()))
                .put("gen_ai.request.model", call.model())
                .put("gen_ai.response.model", call.model())
                .put("gen_ai.conversation.id", run.id())
                .put("gen_ai.workflow.name", run.task())
                .put("gen_ai.agent.name", call.agent())
                .put("gen_ai.usage.input_tokens", call.usage().input())
                .put("gen_ai.usage.output_tokens", call.usage().output())
                .put("gen_ai.usage.cache_read.input_tokens", call.usage().cacheRead())
                .put("gen_ai.usage.cache_write.input_tokens", call.usage().cacheWrite())
                .put("gen_ai.usage.reasoning.output_tokens", call.usage().reasoning())
                .put("tokenbudget.retries", call.retries())
                .put("tokenbudget.tool_calls", call.toolCalls());
        call.costUsd().ifPresent(cost -> attributes.put("gen_ai.usage.cost", cost.doubleValue()));
        call.stopReason().ifPresent(reason -> attributes.putAsList("gen_ai.response.finish_reasons", reason));
        if (call.role() == Role.JUDGE) {
            attributes.put(GenAiSpan.ROLE, lower(Role.JUDGE));
        }
        call.labels().values().forEach((name, value) -> attributes.put("tokenbudget.label." + name, value));
        return Span.newBuilder()
                .setTraceId(Ids.trace(run.id()))
                .setSpanId(Ids.span(run.id(), call.sequence()))
                .setParentSpanId(Ids.span(run.id(), 0))
                .setName(GenAiMetrics.OPERATION + " " + call.model())
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .setStartTimeUnixNano(nanos(call.at()))
                .setEndTimeUnixNano(nanos(call.at().plusMillis(call.latencyMs().orElse(0))))
                .addAllAttributes(attributes.list())
                .build();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static long nanos(Instant at) {
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    }
}
