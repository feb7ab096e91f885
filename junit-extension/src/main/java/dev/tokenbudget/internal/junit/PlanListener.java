package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.SkippedTask;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Tells a session what its test plans hold, and which measured tests JUnit then leaves out. */
final class PlanListener implements TestExecutionListener {

    private final TestSession session;
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private volatile Optional<TestPlan> plan = Optional.empty();

    PlanListener(TestSession session) {
        this.session = session;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = Optional.of(started);
        session.planBegins();
        session.begin(started.getConfigurationParameters());
        session.plan(PlannedTests.of(started).stream()
                .map(PlannedTests.Planned::task)
                .toList());
    }

    /** JUnit does not come here where an error that it takes for fatal, such as that memory is used up, breaks off the plan. */
    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        session.planIsDone();
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        begun.add(test.getUniqueId());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skip(test, reason);
    }

    /** An assumption of a {@code @BeforeAll} method leaves out the tests of its class, of which JUnit says nothing more. */
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isContainer() && result.getStatus() == TestExecutionResult.Status.ABORTED) {
            skip(test, result.getThrowable().map(Throwable::getMessage).orElse("it was aborted"));
        }
    }

    private void skip(TestIdentifier leftOut, String reason) {
        if (session.leftOutBecause().isPresent()) {
            // the session's limit is no reason of the test, and told elsewhere
            return;
        }
        plan.ifPresent(known -> PlannedTests.in(leftOut, known).stream()
                .filter(test -> !begun.contains(test.test().getUniqueId())
                        || known.getChildren(test.test()).isEmpty())
                .forEach(test -> session.skip(new SkippedTask(test.task().task(), reason))));
    }
}
