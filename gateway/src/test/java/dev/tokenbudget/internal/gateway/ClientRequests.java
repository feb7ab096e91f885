package dev.tokenbudget.internal.gateway;

import com.anthropic.models.messages.MessageCreateParams;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;

/** What the official clients ask for. */
final class ClientRequests {

    static final MessageCreateParams MESSAGE = MessageCreateParams.builder()
            .model("claude-test")
            .maxTokens(64)
            .addUserMessage("hello")
            .build();

    static final ChatCompletionCreateParams CHAT = ChatCompletionCreateParams.builder()
            .model("gpt-test")
            .addUserMessage("hello")
            .build();

    static final ResponseCreateParams RESPONSE =
            ResponseCreateParams.builder().model("gpt-test").input("hello").build();

    private ClientRequests() {}
}
