package dev.tokenbudget.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UsageSpanProcessorTest {

    @AutoClose
    private final SdkTracerProvider provider = Calls.tracerProvider();

    private final Tracer tracer = provider.get("test");

    @Test
    void describes_a_call() {
        try (ObservedRun run = ObservedRun.start("chat")) {
            Calls.chat(tracer)
                    .setAttribute("gen_ai.provider.name", "gcp.gemini")
                    .setAttribute("gen_ai.response.model", "model-1-001")
                    .setAttribute("gen_ai.response.id", "response-1")
                    .startSpan()
                    .setAllAttributes(Calls.usage())
                    .end();

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(Calls.USAGE);
            assertThat(call.provider()).isEqualTo("gemini");
            assertThat(call.requestedModel()).isEqualTo("model-1");
            assertThat(call.responseModel()).contains("model-1-001");
            assertThat(call.responseId()).contains("response-1");
            assertThat(call.source()).isEqualTo(UsageSource.SPAN);
        }
    }

    @Test
    void counts_the_innermost_of_nested_spans_only() {
        try (ObservedRun run = ObservedRun.start("nested")) {
            Span agent = tracer.spanBuilder("agent")
                    .setAttribute("gen_ai.operation.name", "invoke_agent")
                    .startSpan();
            for (int round = 0; round < 2; round++) {
                Span framework =
                        Calls.chat(tracer).setParent(Context.root().with(agent)).startSpan();
                Span http = tracer.spanBuilder("POST")
                        .setParent(Context.root().with(framework))
                        .startSpan();
                Span sdk =
                        Calls.chat(tracer).setParent(Context.root().with(http)).startSpan();
                sdk.setAllAttributes(Calls.usage()).end();
                http.end();
                framework.setAllAttributes(Calls.usage()).end();
            }
            agent.setAttribute("gen_ai.usage.input_tokens", 2400)
                    .setAttribute("gen_ai.usage.output_tokens", 600)
                    .end();

            assertThat(run.calls()).extracting(ModelCall::usage).containsExactly(Calls.USAGE, Calls.USAGE);
        }
    }

    @Test
    void takes_the_usage_of_the_outer_span_where_the_inner_has_none() {
        try (ObservedRun run = ObservedRun.start("outer")) {
            Span framework = Calls.chat(tracer).startSpan();
            Calls.chat(tracer)
                    .setParent(Context.root().with(framework))
                    .startSpan()
                    .end();
            framework.setAllAttributes(Calls.usage()).end();

            assertThat(run.onlyCall().usage()).isEqualTo(Calls.USAGE);
        }
    }

    @Test
    void a_call_that_tells_no_usage_is_unknown_not_free() {
        try (ObservedRun run = ObservedRun.start("unknown")) {
            Span agent = tracer.spanBuilder("agent").startSpan();
            Calls.chat(tracer).setParent(Context.root().with(agent)).startSpan().end();
            agent.end();

            assertThat(run.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void a_refused_call_consumed_nothing() {
        try (ObservedRun run = ObservedRun.start("refused")) {
            Calls.chat(tracer)
                    .setAttribute("error.type", "429")
                    .startSpan()
                    .setStatus(StatusCode.ERROR)
                    .end();

            assertThat(run.onlyCall().status()).isEqualTo(UsageStatus.NOT_BILLED);
        }
    }

    @Test
    void counts_an_embedding_as_input_only() {
        try (ObservedRun run = ObservedRun.start("embedding")) {
            tracer.spanBuilder("embeddings")
                    .setAttribute("gen_ai.operation.name", "embeddings")
                    .setAttribute("gen_ai.usage.input_tokens", 17)
                    .startSpan()
                    .end();

            ModelCall call = run.onlyCall();
            assertThat(call.kind()).isEqualTo(CallKind.EMBEDDING);
            assertThat(call.usage()).isEqualTo(TokenUsage.of(17, 0));
        }
    }

    @Test
    void a_span_that_cannot_be_read_breaks_nothing_and_is_a_call_of_unknown_usage() {
        try (ObservedRun run = ObservedRun.start("unreadable");
                UsageSpanProcessor processor = new UsageSpanProcessor()) {
            processor.onStart(Context.root(), (ReadWriteSpan) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {ReadWriteSpan.class}, (proxy, method, arguments) -> {
                        throw new NoSuchMethodError(method.getName());
                    }));

            ModelCall call = run.onlyCall();
            assertThat(call.status()).isEqualTo(UsageStatus.UNKNOWN);
            assertThat(call.anomalies())
                    .containsExactly(
                            new Anomaly(Anomaly.Kind.UNREADABLE, "java.lang.NoSuchMethodError: getSpanContext"));
        }
    }
}
