package dev.tokenbudget.internal.junit;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Counts the runs that tasks make in one test. */
final class RunCounter implements BeforeEachCallback {

    private final AtomicInteger runs = new AtomicInteger();

    @Override
    public void beforeEach(ExtensionContext context) {
        runs.set(0);
    }

    int get() {
        return runs.get();
    }

    int incrementAndGet() {
        return runs.incrementAndGet();
    }
}
