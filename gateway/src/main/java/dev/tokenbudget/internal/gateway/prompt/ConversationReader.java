package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Measures the messages of a conversation. What the user asked for stays the user's input in every call of a loop of tools:
 * history is what the model said, and what the user said before an answer of the model's that the user replied to.
 */
record ConversationReader(PromptTally<?> tally, ContentReader content, ToolReader tools) {

    void read(List<JsonNode> messages) {
        int newest = newestOfUser(messages);
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            if (Shape.isMoreTools(message)) {
                tools.read(message.path("tools"));
            } else {
                PromptSection section = sectionOf(message, i < newest);
                tally.items.readBlock(() -> content.read(message, section));
            }
            if (Shape.isOfModel(message)) {
                tally.toolCalls.read(message);
            }
        }
    }

    private PromptSection sectionOf(JsonNode message, boolean answered) {
        if (Shape.isSystem(message)) {
            return tally.system;
        }
        return answered || Shape.isOfModel(message) ? tally.history : tally.user;
    }

    /** Return the index of the last message in which the user replies to the model; 0 where there is none. */
    private static int newestOfUser(List<JsonNode> messages) {
        int newest = 0;
        boolean afterModel = false;
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            if (Shape.isSystem(message)) {
                continue;
            }
            boolean ofModel = Shape.isOfModel(message);
            if (afterModel && !ofModel && !Shape.holdsToolResult(message)) {
                newest = i;
            }
            afterModel = ofModel;
        }
        return newest;
    }
}
