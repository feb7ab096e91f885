package dev.tokenbudget.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.github.sashirestela.openai.SimpleOpenAI;
import io.github.sashirestela.openai.domain.chat.ChatMessage.UserMessage;
import io.github.sashirestela.openai.domain.chat.ChatRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients differ in how much of the path they append; each is given the gateway's URL as it is handed out. */
class UrlAsHandedOutTest {

    private final GatewayToLoopback gateway = new GatewayToLoopback();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void anthropic_by_langchain4j_which_appends_no_version() {
        String answer = AnthropicChatModel.builder()
                .baseUrl(gateway.baseUrl("anthropic"))
                .apiKey("none")
                .modelName("claude-test")
                .build()
                .chat("Hello?");

        thenCounted(answer, "/v1/messages", 2450);
    }

    @Test
    void openai_by_langchain4j() {
        String answer = OpenAiChatModel.builder()
                .baseUrl(gateway.baseUrl("openai"))
                .apiKey("none")
                .modelName("gpt-test")
                .build()
                .chat("Hello?");

        thenCounted(answer, "/v1/chat/completions", 1500);
    }

    @Test
    void gemini_by_langchain4j_which_appends_no_version() {
        String answer = GoogleAiGeminiChatModel.builder()
                .baseUrl(gateway.baseUrl("gemini"))
                .apiKey("none")
                .modelName("gemini-test")
                .build()
                .chat("Hello?");

        thenCounted(answer, "/v1beta/models/gemini-test:generateContent", 509);
    }

    @Test
    void mistral_by_langchain4j_which_appends_no_version() {
        String answer = MistralAiChatModel.builder()
                .baseUrl(gateway.baseUrl("mistral"))
                .apiKey("none")
                .modelName("mistral-test")
                .build()
                .chat("Hello?");

        thenCounted(answer, "/v1/chat/completions", 1500);
    }

    @Test
    void ollama_by_langchain4j() {
        String answer = OllamaChatModel.builder()
                .baseUrl(gateway.baseUrl("ollama"))
                .modelName("llama-test")
                .build()
                .chat("Hello?");

        thenCounted(answer, "/api/chat", 42);
    }

    @Test
    void openai_by_simple_openai_which_appends_the_version_again() {
        String answer = SimpleOpenAI.builder()
                .apiKey("none")
                .baseUrl(gateway.baseUrl("openai"))
                .build()
                .chatCompletions()
                .create(ChatRequest.builder()
                        .model("gpt-test")
                        .message(UserMessage.of("Hello?"))
                        .build())
                .join()
                .firstContent();

        thenCounted(answer, "/v1/chat/completions", 1500);
    }

    private void thenCounted(String answer, String path, long total) {
        assertThat(answer).isEqualTo("Hello.");
        assertThat(gateway.requestedPaths()).containsExactly(path);
        assertThat(gateway.onlyCall().usage().total()).hasValue(total);
    }
}
