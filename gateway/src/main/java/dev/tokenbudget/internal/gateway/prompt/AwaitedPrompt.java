package dev.tokenbudget.internal.gateway.prompt;

import dev.tokenbudget.usage.PromptSections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A prompt that is measured once there is time for that, and at the latest when somebody waits for it. On a single processor
 * the thread that measures would take it from the call otherwise: the first event of a stream came 0.5 ms later.
 */
public final class AwaitedPrompt extends CompletableFuture<Optional<PromptSections>> implements PromptQueue.Work {

    private final PromptQueue queue;
    private final long bytes;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicInteger waiting = new AtomicInteger();

    /** It holds the whole request, which must not stay in memory as long as the run does. */
    private Optional<Supplier<Optional<PromptSections>>> measurement;

    AwaitedPrompt(Supplier<Optional<PromptSections>> measurement, long bytes, PromptQueue queue) {
        this.measurement = Optional.of(measurement);
        this.bytes = bytes;
        this.queue = queue;
    }

    /** Return the prompt of a request that has none. */
    public static AwaitedPrompt none() {
        AwaitedPrompt none = new AwaitedPrompt(Optional::empty, 0, new PromptQueue());
        none.run();
        return none;
    }

    /** Measure it as soon as those before it are measured. It is not where too many wait. */
    public void begin() {
        if (!isDone() && begun.compareAndSet(false, true) && !queue.add(this, bytes)) {
            measurement = Optional.empty();
            complete(Optional.empty());
        }
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
        await();
        try {
            return super.get();
        } finally {
            waiting.decrementAndGet();
        }
    }

    @Override
    public Optional<PromptSections> get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        await();
        try {
            return super.get(timeout, unit);
        } finally {
            waiting.decrementAndGet();
        }
    }

    @Override
    public Optional<PromptSections> join() {
        await();
        try {
            return super.join();
        } finally {
            waiting.decrementAndGet();
        }
    }

    private void await() {
        waiting.incrementAndGet();
        begin();
    }
}
