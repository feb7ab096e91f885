package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.prefix.ComparedPrompt;
import dev.tokenbudget.internal.gateway.prefix.Piece;
import dev.tokenbudget.internal.gateway.prefix.SentPrompts;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.usage.PromptSections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Measures prompts one after the other beside the exchanges that they belong to, on a separate thread: counting takes
 * no more than one processor from the agents, and nothing from the pools that they share.
 */
public final class PromptMeasurement {

    private final TokenCounts counts = new TokenCounts();
    private final SentPrompts sent = new SentPrompts();
    private final PromptQueue queue = new PromptQueue();

    /**
     * Prepare to measure the prompt in {@code request}.
     *
     * @param bytes the length of the request
     * @return the prompt, or nothing where there is none, it cannot be measured, or too many wait; it never fails
     */
    public AwaitedPrompt measure(JsonNode request, long bytes) {
        return measure(request, bytes, pieces -> ComparedPrompt.NOT);
    }

    /**
     * Prepare to measure the prompt in {@code request}, and to compare it with those that {@code agent} and others sent before in
     * {@code run} and in the task's run before.
     *
     * @return as {@link #measure(JsonNode, long)}
     */
    public AwaitedPrompt measure(JsonNode request, long bytes, RunInProgress run, Optional<String> agent) {
        return measure(request, bytes, pieces -> compared(run, agent, pieces));
    }

    /** A prompt that cannot be compared is measured all the same. */
    private ComparedPrompt compared(RunInProgress run, Optional<String> agent, List<Piece> pieces) {
        try {
            return sent.add(run, agent, pieces);
        } catch (RuntimeException e) {
            return ComparedPrompt.NOT;
        }
    }

    private AwaitedPrompt measure(JsonNode request, long bytes, Function<List<Piece>, ComparedPrompt> compare) {
        return new AwaitedPrompt(() -> measured(request, compare), bytes, queue);
    }

    private Optional<PromptSections> measured(JsonNode request, Function<List<Piece>, ComparedPrompt> compare) {
        try {
            return PromptSizes.of(request, counts, compare);
        } catch (RuntimeException | Error e) {
            return Optional.empty();
        }
    }
}
