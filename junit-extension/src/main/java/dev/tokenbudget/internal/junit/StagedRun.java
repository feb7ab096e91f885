package dev.tokenbudget.internal.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** One run of a {@link StagedTask} as JUnit sees it. */
final class StagedRun implements TestTemplateInvocationContext, TestWatcher {

    private final StagedTask task;
    private final String displayName;
    private volatile int index;
    private boolean ended;

    /**
     * Stage a run.
     *
     * @param task the task that it is a run of
     * @param number the run's number in its task, from 1
     * @param look the number of runs at the next look
     */
    StagedRun(StagedTask task, int number, int look) {
        this.task = task;
        this.displayName = "run " + number + " of " + look
                + task.variant().map(variant -> ", " + variant.name()).orElse("");
    }

    /** Return the task that this is a run of. */
    StagedTask task() {
        return task;
    }

    /** Return its place among all invocations of its template, from 1; 0 where JUnit does not execute it. */
    int index() {
        return index;
    }

    /** Whether all callbacks of this run are over, or it was skipped. */
    boolean hasEnded() {
        return ended;
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        index = invocationIndex;
        return displayName;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        List<Extension> extensions = new ArrayList<>(List.of(this));
        task.variant().ifPresent(extensions::add);
        if (task.toleratesFailures()) {
            extensions.add(new ToleratedFailures());
        }
        return extensions;
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        ended = true;
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        ended = true;
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        ended = true;
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        ended = true;
    }
}
