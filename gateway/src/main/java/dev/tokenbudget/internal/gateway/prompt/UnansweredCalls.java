package dev.tokenbudget.internal.gateway.prompt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tool calls of a conversation whose results do not name one of them alone, as Gemini's and Ollama's need not: results
 * with the same key, a tool or an id, come in the order of its calls, those of one turn before the calls of the next.
 */
final class UnansweredCalls {

    private final Map<String, Deque<ToolCall>> byKey = new HashMap<>();
    private final Set<String> answered = new HashSet<>();

    void add(String key, ToolCall call) {
        Deque<ToolCall> calls = byKey.computeIfAbsent(key, first -> new ArrayDeque<>());
        if (answered.remove(key)) {
            calls.clear();
        }
        calls.add(call);
    }

    /** Return the call that the next result with {@code key} answers; nothing where none is known. */
    Optional<ToolCall> next(String key) {
        answered.add(key);
        return Optional.ofNullable(byKey.get(key)).map(Deque::poll);
    }
}
