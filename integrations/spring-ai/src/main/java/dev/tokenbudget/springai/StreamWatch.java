package dev.tokenbudget.springai;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;

/**
 * Keeps the last usage that the parts of a stream hold: the whole that Spring AI makes of the parts, which is all that the
 * observation gets to see, has lost what the provider sent, the cache among it.
 */
final class StreamWatch {

    private static final ThreadLocal<Optional<StreamWatch>> SUBSCRIBING = ThreadLocal.withInitial(Optional::empty);

    private final CompletableFuture<Optional<Usage>> drained = new CompletableFuture<>();
    private volatile Optional<Usage> last = Optional.empty();

    /** Return the watch over the stream that is being subscribed to on this thread. */
    static Optional<StreamWatch> ofThisSubscription() {
        return SUBSCRIBING.get();
    }

    /** Subscribe to a stream whose observation is to find this watch: it starts within the subscription. */
    void during(Runnable subscription) {
        SUBSCRIBING.set(Optional.of(this));
        try {
            subscription.run();
        } finally {
            SUBSCRIBING.remove();
        }
    }

    /** Keep the usage of {@code part}; must not throw into the stream. */
    void see(ChatResponse part) {
        try {
            Usage usage = part.getMetadata().getUsage();
            if (usage != null && usage.getTotalTokens() > 0) {
                last = Optional.of(usage);
            }
        } catch (Throwable e) {
            // What the parts held is unknown from here on, and reported as such.
            drained.completeExceptionally(e);
        }
    }

    /** Note that no further part comes. */
    void drain() {
        drained.complete(last);
    }

    /**
     * Run {@code action} once the stream has ended: here, or where its last part arrives.
     *
     * @param action is given the last usage, which throws where the parts could not be read
     */
    void whenDrained(Consumer<Supplier<Optional<Usage>>> action) {
        CompletableFuture<Void> unused = drained.handle((usage, failure) -> {
            action.accept(drained::join);
            return null;
        });
    }
}
