package dev.tokenbudget.clients;

import static dev.tokenbudget.testkit.KnownUsage.ANTHROPIC;
import static dev.tokenbudget.testkit.KnownUsage.GEMINI;
import static dev.tokenbudget.testkit.KnownUsage.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** LangChain4j's models without any listener: the base URL alone is what counts their tokens. */
class LangChain4jTest {

    @AutoClose
    private final GatewayToLoopback gateway = new GatewayToLoopback();

    static Stream<Arguments> measures_a_call() {
        return Stream.of(
                arguments("openai", "", models(Models.PLAIN::openAi), OPENAI),
                arguments("anthropic", "/v1", models(Models.PLAIN::anthropic), ANTHROPIC),
                arguments("gemini", "/v1beta", models(Models.PLAIN::gemini), GEMINI));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void measures_a_call(String provider, String path, Function<String, ChatModel> models, TokenUsage usage) {
        String answer = models.apply(gateway.baseUrl(provider) + path).chat("Hello?");

        assertThat(answer).isEqualTo("Hello.");
        thenOneCallUsed(usage);
    }

    static Stream<Arguments> measures_a_stream() {
        return Stream.of(
                arguments("openai", "", streams(Models.PLAIN::streamingOpenAi), OPENAI),
                arguments("anthropic", "/v1", streams(Models.PLAIN::streamingAnthropic), ANTHROPIC),
                arguments("gemini", "/v1beta", streams(Models.PLAIN::streamingGemini), GEMINI));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void measures_a_stream(
            String provider, String path, Function<String, StreamingChatModel> models, TokenUsage usage) {
        Streaming assistant = AiServices.create(Streaming.class, models.apply(gateway.baseUrl(provider) + path));
        CompletableFuture<String> answer = new CompletableFuture<>();
        assistant
                .chat("Hello?")
                .onPartialResponse(text -> {})
                .onCompleteResponse(
                        response -> answer.complete(response.aiMessage().text()))
                .onError(answer::completeExceptionally)
                .start();

        assertThat(answer.join()).isEqualTo("Hello.");
        thenOneCallUsed(usage);
    }

    private void thenOneCallUsed(TokenUsage usage) {
        ModelCall call = gateway.onlyCall();
        assertThat(call.source()).isEqualTo(UsageSource.GATEWAY);
        assertThat(call.isMeasurable()).isTrue();
        assertThat(call.usage()).isEqualTo(usage);
    }

    private static Function<String, ChatModel> models(Function<String, ChatModel> models) {
        return models;
    }

    private static Function<String, StreamingChatModel> streams(Function<String, StreamingChatModel> streams) {
        return streams;
    }

    interface Streaming {
        TokenStream chat(String question);
    }
}
