package dev.tokenbudget.internal.run;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Prompts that are still measured when their calls are charged already. */
final class PromptsUnderWay {

    private final Map<ModelCall, CompletableFuture<Optional<PromptSections>>> prompts =
            Collections.synchronizedMap(new IdentityHashMap<>());

    void add(ModelCall call, CompletableFuture<Optional<PromptSections>> prompt) {
        prompts.put(call, prompt);
    }

    /** Take the prompt of {@code call} for that of {@code successor}, which is known instead of it. */
    void move(ModelCall call, ModelCall successor) {
        CompletableFuture<Optional<PromptSections>> prompt = prompts.remove(call);
        if (prompt != null) {
            prompts.put(successor, prompt);
        }
    }

    /**
     * Return {@code calls} with their prompts, waiting for {@code patience} at most for all of them together; a call whose
     * prompt does not come in time stays without one.
     */
    List<ModelCall> describe(List<ModelCall> calls, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        return calls.stream()
                .map(call -> Optional.ofNullable(prompts.get(call))
                        .flatMap(prompt -> await(prompt, until - System.nanoTime()))
                        .map(sections -> call.toBuilder().prompt(sections).build())
                        .orElse(call))
                .toList();
    }

    private static Optional<PromptSections> await(CompletableFuture<Optional<PromptSections>> prompt, long nanos) {
        try {
            return prompt.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }
}
