package dev.tokenbudget.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** LangChain4j's models without any listener: the base URL alone is what counts their tokens. */
class LangChain4jTest {

    private static final TokenUsage OPENAI =
            TokenUsage.of(1200, 300).withCacheRead(1024).withReasoning(128);
    private static final TokenUsage ANTHROPIC =
            TokenUsage.of(2400, 50).withCacheRead(2000).withCacheWrite(300);
    private static final TokenUsage GEMINI =
            TokenUsage.of(409, 100).withCacheRead(256).withReasoning(70);

    private final GatewayToLoopback gateway = new GatewayToLoopback();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void measures_an_openai_call() {
        String answer = OpenAiChatModel.builder()
                .baseUrl(gateway.baseUrl("openai"))
                .apiKey("none")
                .modelName("gpt-test")
                .build()
                .chat("Hello?");

        assertThat(answer).isEqualTo("Hello.");
        thenOneCallUsed(OPENAI);
    }

    @Test
    void measures_an_openai_stream() {
        String answer = ask(OpenAiStreamingChatModel.builder()
                .baseUrl(gateway.baseUrl("openai"))
                .apiKey("none")
                .modelName("gpt-test")
                .build());

        assertThat(answer).isEqualTo("Hello.");
        thenOneCallUsed(OPENAI);
    }

    @Test
    void measures_an_anthropic_call() {
        String answer = AnthropicChatModel.builder()
                .baseUrl(gateway.baseUrl("anthropic") + "/v1")
                .apiKey("none")
                .modelName("claude-test")
                .build()
                .chat("Hello?");

        assertThat(answer).isEqualTo("Hello.");
        thenOneCallUsed(ANTHROPIC);
    }

    @Test
    void measures_an_anthropic_stream() {
        String answer = ask(AnthropicStreamingChatModel.builder()
                .baseUrl(gateway.baseUrl("anthropic") + "/v1")
                .apiKey("none")
                .modelName("claude-test")
                .build());

        assertThat(answer).isEqualTo("Hello.");
        thenOneCallUsed(ANTHROPIC);
    }

    @Test
    void measures_a_gemini_call() {
        String answer = GoogleAiGeminiChatModel.builder()
                .baseUrl(gateway.baseUrl("gemini") + "/v1beta")
                .apiKey("none")
                .modelName("gemini-test")
                .build()
                .chat("Hello?");

        assertThat(answer).isEqualTo("Hello.");
        thenOneCallUsed(GEMINI);
    }

    @Test
    void measures_a_gemini_stream() {
        String answer = ask(GoogleAiGeminiStreamingChatModel.builder()
                .baseUrl(gateway.baseUrl("gemini") + "/v1beta")
                .apiKey("none")
                .modelName("gemini-test")
                .build());

        assertThat(answer).isEqualTo("Hello.");
        thenOneCallUsed(GEMINI);
    }

    private void thenOneCallUsed(TokenUsage usage) {
        ModelCall call = gateway.onlyCall();
        assertThat(call.source()).isEqualTo(UsageSource.GATEWAY);
        assertThat(call.isMeasurable()).isTrue();
        assertThat(call.usage()).isEqualTo(usage);
    }

    private static String ask(StreamingChatModel model) {
        CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
        model.chat("Hello?", new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String text) {}

            @Override
            public void onCompleteResponse(ChatResponse response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                answer.completeExceptionally(error);
            }
        });
        return answer.join().aiMessage().text();
    }
}
