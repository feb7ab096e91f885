package dev.tokenbudget.internal.cache;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A value that is computed when it is first asked for, and again where its cache did not keep it. */
public final class Cached<T> {

    private final long weight;
    private final Supplier<T> work;
    private final Consumer<Cached<?>> cache;
    private volatile Optional<T> value = Optional.empty();
    private volatile boolean used;

    Cached(long weight, Supplier<T> work, Consumer<Cached<?>> cache) {
        this.weight = weight;
        this.work = work;
        this.cache = cache;
    }

    /** Return a value that is computed once, and kept. */
    public static <T> Cached<T> forever(Supplier<T> work) {
        return new Cached<>(0, work, value -> {});
    }

    /** Return the value. */
    public T get() {
        Optional<T> known = value;
        if (known.isEmpty()) {
            return computed().get();
        }
        if (!used) {
            used = true;
        }
        return known.get();
    }

    private synchronized Optional<T> computed() {
        Optional<T> known = value;
        if (known.isEmpty()) {
            known = Optional.of(work.get());
            value = known;
            cache.accept(this);
        }
        return known;
    }

    long weight() {
        return weight;
    }

    /** Whether it was asked for again, since it was computed or this was asked last. */
    boolean wasUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    void drop() {
        value = Optional.empty();
    }
}
