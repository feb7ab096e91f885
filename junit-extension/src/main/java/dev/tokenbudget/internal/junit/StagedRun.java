package dev.tokenbudget.internal.junit;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** One run of a {@link StagedTask} as JUnit sees it. */
final class StagedRun implements TestTemplateInvocationContext, TestWatcher {

    private final String displayName;
    private final List<Extension> extensions;
    private boolean ended;

    /**
     * @param number the run's number in its task, from 1
     * @param look the number of runs at the next look
     * @param mayFail whether the task's pass rate decides, not this run alone
     */
    StagedRun(int number, int look, boolean mayFail) {
        this.displayName = "run " + number + " of " + look;
        this.extensions = mayFail ? List.of(this, new ToleratedFailures()) : List.of(this);
    }

    /** Whether all callbacks of this run are over, or it was skipped. */
    boolean hasEnded() {
        return ended;
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return displayName;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
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
