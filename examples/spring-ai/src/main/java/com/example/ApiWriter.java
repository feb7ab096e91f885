package com.example;

import java.util.List;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.stereotype.Service;

/** Writes the reference documentation of an API, and looks up the schemas that it needs. */
@Service
public class ApiWriter {

    private final ChatClient client;

    public ApiWriter(ChatClient.Builder builder, List<AgentTools> tools) {
        client = builder.defaultSystem("Write reference documentation: parameters, an example, errors. Be brief.")
                .defaultTools(tools.toArray())
                .build();
    }

    /** Return the documentation of one operation, which is described as OpenAPI does. */
    public String document(String operation) {
        return client.prompt()
                .user("Document this operation.\n\n" + operation)
                .call()
                .content();
    }
}
