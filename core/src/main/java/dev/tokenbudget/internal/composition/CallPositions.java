package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the positions of an agent's calls, run after run. */
final class CallPositions {

    private final Map<List<Object>, Integer> known = new HashMap<>();
    private int next;
    private long repeated;

    void startRun() {
        next = 0;
        known.clear();
    }

    int of(ModelCall call) {
        if (call.prompt().isEmpty()) {
            return next++;
        }
        Integer position = known.putIfAbsent(sizes(call.prompt().get()), next);
        if (position == null) {
            return next++;
        }
        repeated++;
        return position;
    }

    /** Return how many prompts had the same sizes as an earlier one of their run. */
    long repeated() {
        return repeated;
    }

    /**
     * A time of day in the prompt changes its hash at every attempt, but not its length. Where the provider keeps a part of
     * the prompt, its length says nothing, and only the same request is the same prompt.
     */
    private static List<Object> sizes(PromptSections prompt) {
        return List.of(
                prompt.system().characters(),
                prompt.tools().characters(),
                prompt.responseFormat().characters(),
                prompt.history().characters(),
                prompt.toolResults().characters(),
                prompt.user().characters(),
                prompt.opaqueCharacters(),
                prompt.whole() ? Optional.empty() : prompt.hashes().request());
    }
}
