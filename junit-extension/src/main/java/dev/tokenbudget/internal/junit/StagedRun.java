package dev.tokenbudget.internal.junit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** One run of a {@link StagedTask} as JUnit sees it; knows how far JUnit is with it. */
final class StagedRun implements TestTemplateInvocationContext, TestWatcher {

    private final String displayName;
    private final List<Extension> extensions;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean selected;

    /**
     * @param number the run's number in its task, from 1
     * @param look the number of runs at the next look
     * @param mayFail whether the task's pass rate decides, not this run alone
     */
    StagedRun(int number, int look, boolean mayFail) {
        this.displayName = "run " + number + " of " + look;
        this.extensions = mayFail ? List.of(this, new ToleratedFailures()) : List.of(this);
    }

    /** Whether JUnit takes this run into its plan; where it was told to execute others, it never asks for the name. */
    boolean isSelected() {
        return selected;
    }

    /** Return what is completed when a thread takes this run up. */
    CompletableFuture<Void> begun() {
        return begun;
    }

    /** Return what is completed when all callbacks of this run are over, or it was skipped. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        selected = true;
        return displayName;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        begun.complete(null);
        return extensions;
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        ended.complete(null);
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        ended.complete(null);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        ended.complete(null);
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        ended.complete(null);
    }
}
