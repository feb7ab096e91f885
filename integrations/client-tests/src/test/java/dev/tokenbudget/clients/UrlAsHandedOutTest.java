package dev.tokenbudget.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import io.github.sashirestela.openai.SimpleOpenAI;
import io.github.sashirestela.openai.domain.chat.ChatMessage.UserMessage;
import io.github.sashirestela.openai.domain.chat.ChatRequest;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients differ in how much of the path they append; each is given the gateway's URL as it is handed out. */
class UrlAsHandedOutTest {

    @AutoClose
    private final GatewayToLoopback gateway = new GatewayToLoopback();

    static Stream<Arguments> langchain4j() {
        return Stream.of(
                arguments("openai", model(Models.PLAIN::openAi), "/v1/chat/completions", 1500),
                arguments("anthropic", model(Models.PLAIN::anthropic), "/v1/messages", 2450),
                arguments("gemini", model(Models.PLAIN::gemini), "/v1beta/models/gemini-test:generateContent", 509),
                arguments("mistral", model(UrlAsHandedOutTest::mistral), "/v1/chat/completions", 1500),
                arguments("ollama", model(UrlAsHandedOutTest::ollama), "/api/chat", 42));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("langchain4j")
    void by_langchain4j_which_appends_a_version_to_some(
            String provider, Function<String, ChatModel> model, String path, long total) {
        thenCounted(model.apply(gateway.baseUrl(provider)).chat("Hello?"), path, total);
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

    private static Function<String, ChatModel> model(Function<String, ChatModel> ofUrl) {
        return ofUrl;
    }

    private static ChatModel mistral(String url) {
        return MistralAiChatModel.builder()
                .baseUrl(url)
                .apiKey("none")
                .modelName("mistral-test")
                .build();
    }

    private static ChatModel ollama(String url) {
        return OllamaChatModel.builder().baseUrl(url).modelName("llama-test").build();
    }
}
