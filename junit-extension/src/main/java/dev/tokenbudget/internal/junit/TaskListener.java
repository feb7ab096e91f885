package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.progress.ProgressEvent;
import dev.tokenbudget.internal.progress.ProgressFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Tells what a test plan holds, which of its tasks are done, and which tests failed. */
final class TaskListener implements TestExecutionListener {

    private final ProgressFile progress;
    private final TaskSelection selection;
    /** By the unique id of the test that was planned. */
    private final Map<String, String> tasks = new ConcurrentHashMap<>();

    private volatile Optional<TestPlan> plan = Optional.empty();

    TaskListener(ProgressFile progress, TaskSelection selection) {
        this.progress = progress;
        this.selection = selection;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = Optional.of(started);
        List<ProgressEvent.PlannedTask> planned = new ArrayList<>();
        for (PlannedTests.Planned test : PlannedTests.of(started)) {
            String name = test.task().task().shortName();
            tasks.put(test.test().getUniqueId(), name);
            OptionalInt runs = test.task().runs();
            planned.add(new ProgressEvent.PlannedTask(name, runs.isPresent() ? runs.getAsInt() : null));
        }
        progress.tell(new ProgressEvent.Planned(planned, selection.leftOut()));
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        end(test);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            Optional<Throwable> failure = result.getThrowable();
            failure.ifPresent(Throwable::printStackTrace);
            progress.tell(new ProgressEvent.Failed(
                    name(test), failure.map(thrown -> because(test, thrown)).orElse("it failed")));
        }
        end(test);
    }

    private void end(TestIdentifier test) {
        Optional.ofNullable(tasks.get(test.getUniqueId()))
                .ifPresent(task -> progress.tell(new ProgressEvent.Done(task)));
    }

    private static Optional<MethodSource> methodOf(TestIdentifier test) {
        return test.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast);
    }

    private String name(TestIdentifier test) {
        return plan.flatMap(known -> TestPlace.of(test, known))
                .map(place -> {
                    String task = place.task().shortName();
                    boolean isOne =
                            test.getDisplayName().startsWith(place.method().getName());
                    return isOne ? task : task + ", " + test.getDisplayName();
                })
                .orElse(test.getDisplayName());
    }

    /** Return what was thrown, and the place in the test class where it came from. */
    private static String because(TestIdentifier test, Throwable thrown) {
        String testClass = methodOf(test).map(MethodSource::getClassName).orElse("");
        String place = Stream.of(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().equals(testClass))
                .findFirst()
                .map(frame -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                .orElse("");
        return Optional.ofNullable(thrown.getMessage()).orElse(thrown.getClass().getName()) + place;
    }
}
