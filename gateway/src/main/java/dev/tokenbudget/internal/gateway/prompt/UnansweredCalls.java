package dev.tokenbudget.internal.gateway.prompt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tool calls of a conversation whose results name no id, as Gemini's and Ollama's need not: results of a tool come in the
 * order of its calls, those of one turn before the calls of the next.
 */
final class UnansweredCalls {

    private final Map<String, Deque<ToolCall>> byTool = new HashMap<>();
    private final Set<String> answered = new HashSet<>();

    void add(ToolCall call) {
        Deque<ToolCall> calls = byTool.computeIfAbsent(call.tool(), first -> new ArrayDeque<>());
        if (answered.remove(call.tool())) {
            calls.clear();
        }
        calls.add(call);
    }

    /** Return the call that the next result of {@code tool} answers; nothing where none is known. */
    Optional<ToolCall> next(String tool) {
        answered.add(tool);
        return Optional.ofNullable(byTool.get(tool)).map(Deque::poll);
    }
}
