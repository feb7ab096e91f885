package dev.tokenbudget.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.tokenbudget.testkit.LoopbackProvider;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** LangChain4j's models, pointed at a provider on loopback. */
final class Models {

    private final LoopbackProvider provider;

    Models(LoopbackProvider provider) {
        this.provider = provider.answering("/chat/completions", "openai-chat")
                .answering("/messages", "anthropic-message")
                .answering("enerateContent", "gemini-content")
                .answering("/converse", "bedrock-converse");
    }

    ChatModel openAi(ChatModelListener listener) {
        var model = OpenAiChatModel.builder().modelName("gpt-test").maxRetries(0);
        return model.baseUrl(provider.url() + "/v1")
                .apiKey("none")
                .listeners(List.of(listener))
                .build();
    }

    StreamingChatModel streamingOpenAi(ChatModelListener listener) {
        var model = OpenAiStreamingChatModel.builder().modelName("gpt-test");
        return model.baseUrl(provider.url() + "/v1")
                .apiKey("none")
                .listeners(List.of(listener))
                .build();
    }

    ChatModel anthropic(ChatModelListener listener) {
        var model = AnthropicChatModel.builder().modelName("claude-test").maxRetries(0);
        return model.baseUrl(provider.url() + "/v1")
                .apiKey("none")
                .listeners(List.of(listener))
                .build();
    }

    StreamingChatModel streamingAnthropic(ChatModelListener listener) {
        return streamingAnthropic(listener, new CompletableFuture<>());
    }

    /** Return a model that completes {@code streamClosed} when the provider's answer has ended. */
    StreamingChatModel streamingAnthropic(ChatModelListener listener, CompletableFuture<Void> streamClosed) {
        return AnthropicStreamingChatModel.builder()
                .httpClientBuilder(new WatchedHttpClient.Builder(streamClosed))
                .baseUrl(provider.url() + "/v1")
                .apiKey("none")
                .modelName("claude-test")
                .listeners(List.of(listener))
                .build();
    }

    ChatModel gemini(ChatModelListener listener) {
        var model = GoogleAiGeminiChatModel.builder().modelName("gemini-test").maxRetries(0);
        return model.baseUrl(provider.url())
                .apiKey("none")
                .listeners(List.of(listener))
                .build();
    }

    StreamingChatModel streamingGemini(ChatModelListener listener) {
        var model = GoogleAiGeminiStreamingChatModel.builder().modelName("gemini-test");
        return model.baseUrl(provider.url())
                .apiKey("none")
                .listeners(List.of(listener))
                .build();
    }

    /** Send a question; the future completes with the whole answer. */
    static CompletableFuture<ChatResponse> ask(StreamingChatModel model) {
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
        return answer;
    }
}
