package dev.tokenbudget.internal.file;

/**
 * Holds back the interruption of a thread until closed. An agent that was told to stop leaves its thread interrupted, on which
 * nothing can be waited for, and a file that is written is closed.
 */
public final class Uninterrupted implements AutoCloseable {

    private final boolean wasInterrupted = Thread.interrupted();

    @Override
    public void close() {
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
