package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts the tool calls of a conversation that ask for what an earlier one asked: the same tool with the same arguments. */
final class RepeatedToolCalls {

    /** What a tool is given, by the names of all protocols. */
    private static final List<String> ARGUMENTS = List.of("arguments", "input", "args");

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

    private boolean readCall(JsonNode call) {
        JsonNode tool = call.path("name");
        if (!tool.isTextual()) {
            return false;
        }
        return ARGUMENTS.stream()
                .filter(call::has)
                .findFirst()
                .map(arguments -> {
                    if (!made.add(tool.asText() + " " + CanonicalJson.of(call.path(arguments)))) {
                        repeated++;
                    }
                    return true;
                })
                .orElse(false);
    }
}
