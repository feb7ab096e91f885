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
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Measures prompts one after the other beside the exchanges that they belong to, on a separate thread: counting takes
 * no more than one processor from the agents, and nothing from the pools that they share.
 */
public final class PromptMeasurement {

    private final TokenCounts counts = new TokenCounts();
    private final SentPrompts sent = new SentPrompts();
    private final Executor worker = newWorker();

    /**
     * Measure the prompt in {@code request} as soon as those before it are measured.
     *
     * @return the prompt, or nothing where there is none or it cannot be measured; it never fails
     */
    public CompletableFuture<Optional<PromptSections>> measure(JsonNode request) {
        return measure(request, pieces -> ComparedPrompt.NOT);
    }

    /**
     * Measure the prompt in {@code request}, and compare it with those that {@code agent} and others sent before in
     * {@code run} and in the task's run before.
     *
     * @return as {@link #measure(JsonNode)}
     */
    public CompletableFuture<Optional<PromptSections>> measure(
            JsonNode request, RunInProgress run, Optional<String> agent) {
        return measure(request, pieces -> compared(run, agent, pieces));
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
            JsonNode request, Function<List<Piece>, ComparedPrompt> compare) {
        return CompletableFuture.supplyAsync(() -> PromptSizes.of(request, counts, compare), worker)
                .exceptionally(failure -> Optional.empty());
    }

    /** The thread lives while there is work, so that it need not be stopped. */
    private static Executor newWorker() {
        ThreadPoolExecutor worker =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "tokenbudget-prompts");
                    thread.setDaemon(true);
                    return thread;
                });
        worker.allowCoreThreadTimeOut(true);
        return worker;
    }
}
