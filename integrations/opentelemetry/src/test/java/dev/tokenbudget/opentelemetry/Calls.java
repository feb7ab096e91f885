package dev.tokenbudget.opentelemetry;

import dev.tokenbudget.usage.TokenUsage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;

/** Spans of model calls, as an instrumentation that follows the present conventions makes them. */
final class Calls {

    static final TokenUsage USAGE =
            TokenUsage.of(1200, 300).withCacheRead(1024).withCacheWrite(64).withReasoning(128);

    private Calls() {}

    /** Return what traces in a process whose calls are counted by their spans. */
    static SdkTracerProvider tracerProvider() {
        return SdkTracerProvider.builder()
                .addSpanProcessor(new UsageSpanProcessor())
                .build();
    }

    static SpanBuilder chat(Tracer tracer) {
        return tracer.spanBuilder("chat")
                .setAttribute("gen_ai.operation.name", "chat")
                .setAttribute("gen_ai.request.model", "model-1");
    }

    /** Return the attributes that tell of {@link #USAGE}. */
    static Attributes usage() {
        return Attributes.builder()
                .put("gen_ai.usage.input_tokens", 1200)
                .put("gen_ai.usage.output_tokens", 300)
                .put("gen_ai.usage.cache_read.input_tokens", 1024)
                .put("gen_ai.usage.cache_creation.input_tokens", 64)
                .put("gen_ai.usage.reasoning.output_tokens", 128)
                .build();
    }
}
