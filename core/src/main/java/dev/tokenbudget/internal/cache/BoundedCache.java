package dev.tokenbudget.internal.cache;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Keeps values as long as there is room for them; what nobody asked for lately makes room for what somebody asks for now. Safe to
 * use from any thread.
 */
public final class BoundedCache {

    private final long capacity;
    private final Deque<Cached<?>> kept = new ArrayDeque<>();
    private long weight;

    /**
     * Create an empty cache.
     *
     * @param capacity how much its values may weigh together; one alone may be heavier
     */
    public BoundedCache(long capacity) {
        this.capacity = capacity;
    }

    /**
     * Return a value that is computed when it is first asked for, and again where this cache did not keep it.
     *
     * @param weight what it weighs, in the unit of the capacity
     * @param work computes it, the same each time; must not wait for other threads, since others wait for it
     */
    public <T> Cached<T> cached(long weight, Supplier<T> work) {
        return new Cached<>(weight, work, this::keep);
    }

    private synchronized void keep(Cached<?> value) {
        kept.add(value);
        weight += value.weight();
        while (weight > capacity && kept.size() > 1) {
            Cached<?> oldest = kept.remove();
            if (oldest == value || oldest.wasUsed()) {
                kept.add(oldest);
            } else {
                weight -= oldest.weight();
                oldest.drop();
            }
        }
    }
}
