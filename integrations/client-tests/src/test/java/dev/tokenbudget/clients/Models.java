package dev.tokenbudget.clients;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.List;

/** LangChain4j's models, which differ in their base URL and in who listens. */
record Models(String key, List<ChatModelListener> listeners) {

    /** Models without any listener: the base URL alone is what counts their tokens. */
    static final Models PLAIN = new Models("none", List.of());

    ChatModel openAi(String url) {
        var model = OpenAiChatModel.builder().modelName("gpt-test").maxRetries(0);
        return model.baseUrl(url).apiKey(key).listeners(listeners).build();
    }

    ChatModel anthropic(String url) {
        var model = AnthropicChatModel.builder().modelName("claude-test").maxRetries(0);
        return model.baseUrl(url).apiKey(key).listeners(listeners).build();
    }

    ChatModel gemini(String url) {
        var model = GoogleAiGeminiChatModel.builder().modelName("gemini-test").maxRetries(0);
        return model.baseUrl(url).apiKey(key).listeners(listeners).build();
    }

    StreamingChatModel streamingOpenAi(String url) {
        var model = OpenAiStreamingChatModel.builder().modelName("gpt-test");
        return model.baseUrl(url).apiKey(key).listeners(listeners).build();
    }

    StreamingChatModel streamingAnthropic(String url) {
        var model = AnthropicStreamingChatModel.builder().modelName("claude-test");
        return model.baseUrl(url).apiKey(key).listeners(listeners).build();
    }

    StreamingChatModel streamingGemini(String url) {
        var model = GoogleAiGeminiStreamingChatModel.builder().modelName("gemini-test");
        return model.baseUrl(url).apiKey(key).listeners(listeners).build();
    }
}
