package dev.tokenbudget.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpellingsTest {

    @AutoClose
    private final SdkTracerProvider provider = Calls.tracerProvider();

    private final Tracer tracer = provider.get("test");

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
                        "plain names",
                        Map.of(
                                "llm.tokens.input", 1200L,
                                "llm.tokens.output", 300L,
                                "llm.tokens.total", 1500L,
                                "llm.tokens.cache_read", 1024L,
                                "llm.tokens.cache_write", 64L,
                                "llm.tokens.reasoning", 128L)),
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
            Span span = Calls.chat(tracer).startSpan();
            attributes.forEach(span::setAttribute);
            span.end();

            assertThat(run.onlyCall().usage()).isEqualTo(Calls.USAGE);
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
}
