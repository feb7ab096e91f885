package dev.tokenbudget.internal.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Reports a failing run as aborted where a pass rate decides: a failed one would fail the build alone, and Surefire's
 * {@code rerunFailingTestsCount} would repeat it alone until it passes.
 */
final class ToleratedFailures implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw tolerated(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw tolerated(failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw tolerated(failure);
    }

    private static Throwable tolerated(Throwable failure) {
        boolean isFailureOfTest = failure instanceof Exception || failure instanceof AssertionError;
        return isFailureOfTest && !(failure instanceof TestAbortedException) ? new FailedRun(failure) : failure;
    }

    /** A failure that only counts against the pass rate. */
    static final class FailedRun extends TestAbortedException {

        private static final long serialVersionUID = 1;

        FailedRun(Throwable failure) {
            super("This run failed and counts against minPassRate: " + failure, failure);
        }
    }
}
