package dev.tokenbudget.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;

/**
 * A model of the user's own, which needs none of LangChain4j's modules.
 *
 * @param usage what it says each answer used
 * @param listener who hears of its calls
 */
record OwnModel(TokenUsage usage, ChatModelListener listener) implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from("Hello."))
                .tokenUsage(usage)
                .build();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return List.of(listener);
    }
}
