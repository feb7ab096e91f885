package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Counts the tool calls of a conversation that ask for what an earlier one asked: the same tool with the same arguments. */
final class RepeatedToolCalls {

    private final Set<String> made = new HashSet<>();
    private int repeated;

    /** Read a turn of the model's, or an item of one. */
    void read(JsonNode turn) {
        if (turn.isArray()) {
            turn.forEach(this::read);
        } else if (turn.isObject() && !readCall(turn)) {
            turn.forEach(this::read);
        }
    }

    int number() {
        return repeated;
    }

    private boolean readCall(JsonNode node) {
        Optional<ToolCall> call = ToolCall.of(node);
        if (call.filter(known -> !made.add(known.asked())).isPresent()) {
            repeated++;
        }
        return call.isPresent();
    }
}
