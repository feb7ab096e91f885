package com.example;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** Reviews pull requests, and reads the files that it wants to see. */
public final class CodeReviewer {

    interface Assistant {
        @UserMessage("Review this pull request.\n\n{{diff}}")
        String review(@V("diff") String diff);
    }

    private final Assistant assistant;

    public CodeReviewer(ChatModel model, Repository repository, String instructions) {
        assistant = AiServices.builder(Assistant.class)
                .chatModel(model)
                .systemMessageProvider(id -> instructions)
                .tools(repository)
                .build();
    }

    public String review(String diff) {
        return assistant.review(diff);
    }
}
