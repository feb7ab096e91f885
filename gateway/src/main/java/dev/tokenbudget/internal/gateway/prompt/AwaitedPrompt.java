package dev.tokenbudget.internal.gateway.prompt;

import dev.tokenbudget.usage.PromptSections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A prompt that will be measured, and knows whether anybody waits for that. */
final class AwaitedPrompt extends CompletableFuture<Optional<PromptSections>> implements PromptQueue.Work {

    /** It holds the whole request, which must not stay in memory as long as the run does. */
    private Optional<Supplier<Optional<PromptSections>>> measurement;

    private final AtomicInteger waiting = new AtomicInteger();

    AwaitedPrompt(Supplier<Optional<PromptSections>> measurement) {
        this.measurement = Optional.of(measurement);
    }

    @Override
    public void run() {
        complete(measurement.flatMap(Supplier::get));
        measurement = Optional.empty();
    }

    @Override
    public boolean isAwaited() {
        return waiting.get() > 0;
    }

    @Override
    public Optional<PromptSections> get() throws InterruptedException, ExecutionException {
        waiting.incrementAndGet();
        try {
            return super.get();
        } finally {
            waiting.decrementAndGet();
        }
    }

    @Override
    public Optional<PromptSections> get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        waiting.incrementAndGet();
        try {
            return super.get(timeout, unit);
        } finally {
            waiting.decrementAndGet();
        }
    }

    @Override
    public Optional<PromptSections> join() {
        waiting.incrementAndGet();
        try {
            return super.join();
        } finally {
            waiting.decrementAndGet();
        }
    }
}
