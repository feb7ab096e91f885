package dev.tokenbudget.internal.langchain4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.integration.Capture;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.ModelCall;
import java.net.URI;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedirectingHttpClientTest {

    private final LoopbackProvider provider = LoopbackProvider.start()
            .answering("/chat/completions", "openai-chat")
            .answering("/messages", "anthropic-message");

    @BeforeEach
    void switchOnAsASessionDoes() {
        ServiceLoader.load(Capture.class).forEach(Capture::begin);
        // Stands for a gateway: each run has a path of its own, and so has its judge.
        RunRegistry.routeCallsBy((run, role, target) -> target.getHost().endsWith(".invalid")
                ? Optional.of(URI.create(provider.url() + "/"
                        + run.map(known -> known.task().name()).orElse("shared")
                        + (role == ModelCall.Role.JUDGE ? "-judge" : "") + target.getRawPath()))
                : Optional.empty());
    }

    @AfterEach
    void switchOff() {
        RunRegistry.routeCallsBy((run, role, target) -> Optional.empty());
        System.clearProperty(RedirectingHttpClientBuilderFactory.CHOICE);
        provider.close();
    }

    @Test
    void a_model_with_its_providers_address_calls_the_route_of_its_run() {
        try (ObservedRun run = ObservedRun.start("json")) {
            assertThat(openAi("http://openai.invalid/v1").chat("Hello?")).isEqualTo("Hello.");
            assertThat(anthropic().chat("Hello?")).isEqualTo("Hello.");

            assertThat(provider.requestedPaths()).containsExactly("/json/v1/chat/completions", "/json/v1/messages");
        }
    }

    @Test
    void a_model_that_judges_calls_the_route_of_the_judge() {
        try (ObservedRun run = ObservedRun.start("json")) {
            ChatModel shared = openAi("http://openai.invalid/v1");
            shared.chat("Hello?");
            try (ActiveRuns.Scope judging = ActiveRuns.judging()) {
                shared.chat("Was that polite?");
            }

            assertThat(provider.requestedPaths())
                    .containsExactly("/json/v1/chat/completions", "/json-judge/v1/chat/completions");
        }
    }

    @Test
    void a_stream_goes_there_too() {
        try (ObservedRun run = ObservedRun.start("stream")) {
            assertThat(ask(streamingOpenAi()).join()).isEqualTo("Hello.");

            assertThat(provider.requestedPaths()).containsExactly("/stream/v1/chat/completions");
        }
    }

    @Test
    void a_model_that_runs_share_goes_by_the_run_of_the_calling_thread() {
        ChatModel shared = openAi("http://openai.invalid/v1");
        try (ObservedRun first = ObservedRun.start("first")) {
            shared.chat("Hello?");
        }
        try (ObservedRun second = ObservedRun.start("second")) {
            shared.chat("Hello?");
        }
        assertThat(provider.requestedPaths())
                .containsExactly("/first/v1/chat/completions", "/second/v1/chat/completions");
    }

    @Test
    void a_call_that_several_runs_could_have_made_names_none() {
        ChatModel shared = openAi("http://openai.invalid/v1");
        try (ObservedRun first = ObservedRun.start("first");
                ObservedRun second = ObservedRun.start("second")) {
            CompletableFuture.supplyAsync(() -> shared.chat("Hello?")).join();
        }
        assertThat(provider.requestedPaths()).containsExactly("/shared/v1/chat/completions");
    }

    @Test
    void an_address_that_no_gateway_knows_is_left_alone() {
        try (ObservedRun run = ObservedRun.start("elsewhere")) {
            openAi(provider.url() + "/v1").chat("Hello?");

            assertThat(provider.requestedPaths()).containsExactly("/v1/chat/completions");
        }
    }

    private static ChatModel openAi(String baseUrl) {
        return OpenAiChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey("none")
                .modelName("gpt-test")
                .maxRetries(0)
                .build();
    }

    private static ChatModel anthropic() {
        return AnthropicChatModel.builder()
                .baseUrl("http://anthropic.invalid/v1")
                .apiKey("none")
                .modelName("claude-test")
                .maxRetries(0)
                .build();
    }

    private static StreamingChatModel streamingOpenAi() {
        return OpenAiStreamingChatModel.builder()
                .baseUrl("http://openai.invalid/v1")
                .apiKey("none")
                .modelName("gpt-test")
                .build();
    }

    private static CompletableFuture<String> ask(StreamingChatModel model) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        model.chat("Hello?", new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String text) {}

            @Override
            public void onCompleteResponse(ChatResponse response) {
                answer.complete(response.aiMessage().text());
            }

            @Override
            public void onError(Throwable error) {
                answer.completeExceptionally(error);
            }
        });
        return answer;
    }
}
