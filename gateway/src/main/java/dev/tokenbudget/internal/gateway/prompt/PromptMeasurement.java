package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.PromptSections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Measures prompts one after the other beside the exchanges that they belong to, on a separate thread: counting takes
 * no more than one processor from the agents, and nothing from the pools that they share.
 */
public final class PromptMeasurement {

    private final TokenCounts counts = new TokenCounts();
    private final Executor worker = newWorker();

    /**
     * Measure the prompt in {@code request} as soon as those before it are measured.
     *
     * @return the prompt, or nothing where there is none or it cannot be measured; it never fails
     */
    public CompletableFuture<Optional<PromptSections>> measure(JsonNode request) {
        return CompletableFuture.supplyAsync(() -> PromptSizes.of(request, counts), worker)
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
