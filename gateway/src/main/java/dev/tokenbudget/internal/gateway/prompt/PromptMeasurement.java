package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.prefix.ComparedPrompt;
import dev.tokenbudget.internal.gateway.prefix.Piece;
import dev.tokenbudget.internal.gateway.prefix.SentPrompts;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.usage.PromptSections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Measures prompts one after the other beside the exchanges that they belong to, on a separate thread: counting takes
 * no more than one processor from the agents, and nothing from the pools that they share.
 */
public final class PromptMeasurement {

    private static final CompletableFuture<Optional<PromptSections>> NOT_COUNTED =
            CompletableFuture.completedFuture(Optional.empty());

    private final TokenCounts counts = new TokenCounts();
    private final SentPrompts sent = new SentPrompts();
    private final PromptQueue queue = new PromptQueue();

    /**
     * Measure the prompt in {@code request} as soon as those before it are measured.
     *
     * @param bytes the length of the request
     * @return the prompt, or nothing where there is none, it cannot be measured, or too many wait; it never fails
     */
    public CompletableFuture<Optional<PromptSections>> measure(JsonNode request, long bytes) {
        return measure(request, bytes, pieces -> ComparedPrompt.NOT);
    }

    /**
     * Measure the prompt in {@code request}, and compare it with those that {@code agent} and others sent before in
     * {@code run} and in the task's run before.
     *
     * @return as {@link #measure(JsonNode, long)}
     */
    public CompletableFuture<Optional<PromptSections>> measure(
            JsonNode request, long bytes, RunInProgress run, Optional<String> agent) {
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

    private CompletableFuture<Optional<PromptSections>> measure(
            JsonNode request, long bytes, Function<List<Piece>, ComparedPrompt> compare) {
        AwaitedPrompt prompt = new AwaitedPrompt(() -> measured(request, compare));
        return queue.add(prompt, bytes) ? prompt : NOT_COUNTED;
    }

    private Optional<PromptSections> measured(JsonNode request, Function<List<Piece>, ComparedPrompt> compare) {
        try {
            return PromptSizes.of(request, counts, compare);
        } catch (RuntimeException | Error e) {
            return Optional.empty();
        }
    }
}
