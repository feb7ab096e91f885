package dev.tokenbudget.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.run.ActiveRuns;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.testkit.ParallelRuns;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UsageSpanProcessorTest {

    private static final TokenUsage USAGE =
            TokenUsage.of(1200, 300).withCacheRead(1024).withCacheWrite(64).withReasoning(128);

    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(new UsageSpanProcessor())
            .build();
    private final Tracer tracer = provider.get("test");

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void describes_a_call() {
        try (ObservedRun run = ObservedRun.start("chat")) {
            chat().setAttribute("gen_ai.provider.name", "gcp.gemini")
                    .setAttribute("gen_ai.response.model", "model-1-001")
                    .setAttribute("gen_ai.response.id", "response-1")
                    .startSpan()
                    .setAllAttributes(present())
                    .end();

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(USAGE);
            assertThat(call.provider()).isEqualTo("gemini");
            assertThat(call.requestedModel()).isEqualTo("model-1");
            assertThat(call.responseModel()).contains("model-1-001");
            assertThat(call.responseId()).contains("response-1");
            assertThat(call.source()).isEqualTo(UsageSource.SPAN);
        }
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                Arguments.of(
                        "OpenTelemetry, announced",
                        Map.of(
                                "gen_ai.usage.input_tokens", 1200L,
                                "gen_ai.usage.output_tokens", 300L,
                                "gen_ai.usage.cache_read.input_tokens", 1024L,
                                "gen_ai.usage.cache_write.input_tokens", 64L,
                                "gen_ai.usage.reasoning.output_tokens", 128L)),
                Arguments.of(
                        "OpenLLMetry",
                        Map.of(
                                "gen_ai.usage.prompt_tokens", 1200L,
                                "gen_ai.usage.completion_tokens", 300L,
                                "llm.usage.total_tokens", 1500L,
                                "gen_ai.usage.cache_read_input_tokens", 1024L,
                                "gen_ai.usage.cache_creation_input_tokens", 64L,
                                "gen_ai.usage.reasoning_tokens", 128L)),
                Arguments.of(
                        "OpenInference",
                        Map.of(
                                "llm.token_count.prompt", 1200L,
                                "llm.token_count.completion", 300L,
                                "llm.token_count.total", 1500L,
                                "llm.token_count.prompt_details.cache_read", 1024L,
                                "llm.token_count.prompt_details.cache_write", 64L,
                                "llm.token_count.completion_details.reasoning", 128L)),
                Arguments.of(
                        "several at once",
                        Map.of(
                                "gen_ai.usage.input_tokens", 1200L,
                                "gen_ai.usage.prompt_tokens", 1200L,
                                "gen_ai.usage.output_tokens", 300L,
                                "llm.token_count.completion", 300L,
                                "gen_ai.usage.cache_read.input_tokens", 1024L,
                                "gen_ai.usage.cache_read_input_tokens", 1024L,
                                "gen_ai.usage.cache_creation.input_tokens", 64L,
                                "gen_ai.usage.cache_write.input_tokens", 64L,
                                "gen_ai.usage.reasoning.output_tokens", 128L,
                                "gen_ai.usage.reasoning_tokens", 128L)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spellings")
    void reads_every_spelling_and_never_adds_up_two(String name, Map<String, Long> attributes) {
        try (ObservedRun run = ObservedRun.start(name)) {
            Span span = chat().startSpan();
            attributes.forEach(span::setAttribute);
            span.end();

            assertThat(run.onlyCall().usage()).isEqualTo(USAGE);
        }
    }

    @Test
    void reads_vercels_numbers_where_no_operation_is_named() {
        try (ObservedRun run = ObservedRun.start("vercel")) {
            tracer.spanBuilder("ai.generateText.doGenerate")
                    .setAttribute("ai.model.id", "gpt-test")
                    .setAttribute("ai.model.provider", "openai.responses")
                    .setAttribute("ai.usage.promptTokens", 80)
                    .setAttribute("ai.usage.completionTokens", 20)
                    .startSpan()
                    .end();

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(TokenUsage.of(80, 20));
            assertThat(call.provider()).isEqualTo("openai");
        }
    }

    @Test
    void counts_the_innermost_of_nested_spans_only() {
        try (ObservedRun run = ObservedRun.start("nested")) {
            Span agent = tracer.spanBuilder("agent")
                    .setAttribute("gen_ai.operation.name", "invoke_agent")
                    .startSpan();
            for (int round = 0; round < 2; round++) {
                Span framework = chat().setParent(Context.root().with(agent)).startSpan();
                Span http = tracer.spanBuilder("POST")
                        .setParent(Context.root().with(framework))
                        .startSpan();
                Span sdk = chat().setParent(Context.root().with(http)).startSpan();
                sdk.setAllAttributes(present()).end();
                http.end();
                framework.setAllAttributes(present()).end();
            }
            agent.setAttribute("gen_ai.usage.input_tokens", 2400)
                    .setAttribute("gen_ai.usage.output_tokens", 600)
                    .end();

            assertThat(run.calls()).extracting(ModelCall::usage).containsExactly(USAGE, USAGE);
        }
    }

    @Test
    void takes_the_usage_of_the_outer_span_where_the_inner_has_none() {
        try (ObservedRun run = ObservedRun.start("outer")) {
            Span framework = chat().startSpan();
            chat().setParent(Context.root().with(framework)).startSpan().end();
            framework.setAllAttributes(present()).end();

            assertThat(run.onlyCall().usage()).isEqualTo(USAGE);
        }
    }

    @Test
    void a_call_that_tells_no_usage_is_unknown_not_free() {
        try (ObservedRun run = ObservedRun.start("unknown")) {
            Span agent = tracer.spanBuilder("agent").startSpan();
            chat().setParent(Context.root().with(agent)).startSpan().end();
            agent.end();

            assertThat(run.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void a_refused_call_consumed_nothing() {
        try (ObservedRun run = ObservedRun.start("refused")) {
            chat().setAttribute("error.type", "429")
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
    void a_run_waits_for_a_call_that_ends_on_another_thread() {
        try (ObservedRun run = ObservedRun.start("open")) {
            Span span = chat().startSpan();
            CompletableFuture<Void> unused = CompletableFuture.runAsync(
                    () -> span.setAllAttributes(present()).end());

            assertThat(run.onlyCall().usage()).isEqualTo(USAGE);
        }
    }

    @Test
    void a_span_on_another_thread_belongs_to_the_run_that_its_trace_began_in() {
        try (ObservedRun other = ObservedRun.start("other");
                ObservedRun run = ObservedRun.start("trace")) {
            Span agent = tracer.spanBuilder("agent").startSpan();
            try (Scope scope = agent.makeCurrent()) {
                Context.taskWrapping(ForkJoinPool.commonPool())
                        .submit(() ->
                                chat().startSpan().setAllAttributes(present()).end())
                        .get();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            agent.end();

            assertThat(run.onlyCall().usage()).isEqualTo(USAGE);
            assertThat(run.looseCalls()).isEmpty();
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void a_trace_that_spans_several_runs_belongs_to_none_on_other_threads() {
        Span build = tracer.spanBuilder("build").startSpan();
        try (ObservedRun first = ObservedRun.start("first");
                ObservedRun second = ObservedRun.start("second")) {
            Context inBuild = Context.root().with(build);
            chat().setParent(inBuild).startSpan().setAllAttributes(present()).end();
            ActiveRuns.Scope scope = ActiveRuns.bind(first.run());
            chat().setParent(inBuild).startSpan().setAllAttributes(present()).end();
            scope.close();
            CompletableFuture.runAsync(() -> chat().setParent(inBuild)
                            .startSpan()
                            .setAllAttributes(present())
                            .end())
                    .join();

            assertThat(first.calls()).hasSize(1);
            assertThat(second.calls()).hasSize(1);
            assertThat(second.looseCalls()).hasSize(1);
        }
        build.end();
    }

    @Test
    void a_call_that_never_ends_makes_its_run_unmeasurable() {
        try (ObservedRun run = ObservedRun.start("endless")) {
            Span unused = chat().startSpan();

            assertThat(run.endWithin(Duration.ofMillis(50)).unmeasurableBecause())
                    .isPresent();
        }
    }

    @Test
    void runs_in_parallel_share_a_tracer_and_are_charged_apart() throws Exception {
        assertThat(ParallelRuns.callsCharged(
                        4, () -> chat().startSpan().setAllAttributes(present()).end()))
                .containsExactly(1, 2, 3, 4);
    }

    private SpanBuilder chat() {
        return tracer.spanBuilder("chat")
                .setAttribute("gen_ai.operation.name", "chat")
                .setAttribute("gen_ai.request.model", "model-1");
    }

    private static Attributes present() {
        return Attributes.builder()
                .put("gen_ai.usage.input_tokens", 1200)
                .put("gen_ai.usage.output_tokens", 300)
                .put("gen_ai.usage.cache_read.input_tokens", 1024)
                .put("gen_ai.usage.cache_creation.input_tokens", 64)
                .put("gen_ai.usage.reasoning.output_tokens", 128)
                .build();
    }
}
