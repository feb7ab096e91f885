package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.file.Uninterrupted;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.SkippedTask;
import dev.tokenbudget.internal.run.Stop;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskVariant;
import dev.tokenbudget.internal.verdict.Verdict;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.usage.ModelCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A run from before its test's {@code @BeforeEach} methods to the closing of the test's store.
 *
 * <p>Only then is the test's result final: {@code @AfterEach} methods and other extensions may still fail it, and what an
 * agent spends on being shut down is part of what it costs. A throwable of {@link #close} becomes the test's, or is
 * suppressed under the one it already has.
 */
@SuppressWarnings("deprecation") // JUnit 5.10 to 5.12 close nothing else; from 5.13 on AutoCloseable is what counts
final class RunScope implements CloseableResource, AutoCloseable {

    private final TestSession session;
    private final ExtensionContext context;
    private final AnnotationTerms annotations;
    private final TaskId ofAllVariants;
    private final RunInProgress run;
    private final RunRegistry.Scope active;
    private final long begin = System.nanoTime();
    private Optional<Throwable> reported = Optional.empty();
    private Optional<TaskVariant> variant;
    private volatile boolean hasFailed;

    /** Start a run of the test of {@code context} on this thread. */
    RunScope(TestSession session, ExtensionContext context) {
        this.session = session;
        this.context = context;
        TestPlace place = TestPlace.of(context);
        this.annotations = place.terms();
        Optional<StagedTask> staged = BenchmarkTaskProvider.taskOf(context);
        Optional<VariantValue> known = staged.flatMap(StagedTask::variant);
        TaskNaming naming = TaskNaming.of(context, place.task(session.settings()));
        this.ofAllVariants = naming.ofAllSets();
        this.variant = known.map(value -> value.of(naming.task()));
        this.run = session.start(
                known.map(naming::of).orElse(naming), annotations.terms().budget(), annotations.judgeBudget());
        this.active = RunRegistry.enter(run);
        session.watched().ifPresent(watched -> watched.begun(run, staged.map(StagedTask::looks)));
    }

    RunInProgress run() {
        return run;
    }

    /** Take up which variant the arguments of a parameterized test are. */
    void isVariant(String name) {
        variant = Optional.of(new TaskVariant(ofAllVariants.name(), name));
    }

    /** Return the gateway's URLs that charge this run. */
    ModelGateway gateway() {
        return session.gateway().of(run.as(ModelCall.Role.AGENT));
    }

    /** Fail where nothing is left to be used: a test that was only skipped would leave its build green. */
    void requireSessionBudget() {
        run.refusal().ifPresent(refusal -> failStopped(Optional.empty()));
    }

    /** Fail by the budget where the run was stopped, because of which {@code failure} came about. */
    void explain(Throwable failure) {
        if (reported.isEmpty()) {
            failStopped(Optional.of(failure));
            abortDeparted(failure);
            failUngraded(failure);
        }
    }

    /** Take up what one of the test's methods threw, whatever becomes of it. */
    void observe(Throwable thrown) {
        hasFailed |= !(thrown instanceof TestAbortedException);
    }

    @Override
    public void close() {
        try (Uninterrupted ending = new Uninterrupted()) {
            end();
        }
    }

    private void end() {
        Duration duration = Duration.ofNanos(System.nanoTime() - begin);
        Run ended;
        try {
            Run measured = run.end(
                    outcome(),
                    terms(),
                    annotations.labels(),
                    duration,
                    session.settings().grace());
            ended = ofVariant(session.calls().ended(run, measured))
                    .priced(session.settings().prices());
        } finally {
            session.gateway().leave(run);
            active.close();
            run.forgetCalls();
        }
        session.add(ended);
        unmetAssumption()
                .filter(reason -> ended.stopped().isEmpty())
                .ifPresent(reason -> session.skip(new SkippedTask(run.task(), reason)));
        BenchmarkTaskProvider.taskOf(context).ifPresent(task -> task.add(ended));
        failOverBudget(ended);
    }

    private Run ofVariant(Run measured) {
        return variant.map(known -> measured.toBuilder().variant(known).build()).orElse(measured);
    }

    private Run.Terms terms() {
        Run.Terms terms = annotations.terms();
        return BenchmarkTaskProvider.taskOf(context)
                .map(task -> terms.with(task.looks()))
                .orElse(terms);
    }

    private Outcome outcome() {
        if (run.stopped().filter(this::leavesOut).isPresent()
                || session.calls().departure(run).isPresent()
                        && context.getExecutionException().isPresent()) {
            return Outcome.ABORTED;
        }
        Optional<Throwable> failure = context.getExecutionException();
        if (failure.isEmpty()) {
            return Outcome.SUCCEEDED;
        }
        return unmetAssumption().isPresent() ? Outcome.ABORTED : Outcome.FAILED;
    }

    /** Return the assumption that ended the test; another extension may abort one that failed, to try again. */
    private Optional<String> unmetAssumption() {
        return context.getExecutionException()
                .filter(TestAbortedException.class::isInstance)
                .filter(aborted -> !hasFailed && !(aborted instanceof ToleratedFailures.FailedRun))
                .map(aborted -> String.valueOf(aborted.getMessage()));
    }

    private void failOverBudget(Run ended) {
        List<Budget.Breach> breaches = ended.terms().budget().breachesOf(ended);
        boolean told = reported.isPresent() && context.getExecutionException().equals(reported);
        if (!breaches.isEmpty() && !told) {
            ended.stopped().ifPresent(this::abortWhereLeftOut);
            throw new AssertionFailedError(overBudget(breaches));
        }
    }

    /** Whether {@code stop} is no failure of the test: the limit of a watched session was reached. */
    private boolean leavesOut(Stop stop) {
        return session.leavesOut(stop);
    }

    private void abortWhereLeftOut(Stop stop) {
        if (leavesOut(stop)) {
            TestAbortedException abort = new TestAbortedException(overBudget(List.of(stop)));
            reported = Optional.of(abort);
            throw abort;
        }
    }

    private void abortDeparted(Throwable failure) {
        session.calls().departure(run).ifPresent(because -> {
            TestAbortedException abort = new TestAbortedException(because, failure);
            reported = Optional.of(abort);
            throw abort;
        });
    }

    private void failStopped(Optional<Throwable> cause) {
        run.stopped().ifPresent(stop -> {
            abortWhereLeftOut(stop);
            String message = overBudget(List.of(stop));
            AssertionFailedError failure = cause.map(known -> new AssertionFailedError(message, known))
                    .orElseGet(() -> new AssertionFailedError(message));
            reported = Optional.of(failure);
            throw failure;
        });
    }

    /** A judge that was refused a call is why a test fails that needed it. */
    private void failUngraded(Throwable failure) {
        run.judgeStopped()
                .filter(stop -> !(failure instanceof TestAbortedException))
                .ifPresent(stop -> {
                    AssertionFailedError ungraded = new AssertionFailedError(
                            run.task().name() + "'s judge " + stop.inWords() + ". " + stop.remedy(), failure);
                    reported = Optional.of(ungraded);
                    throw ungraded;
                });
    }

    private String overBudget(List<Budget.Breach> breaches) {
        Verdict verdict = Verdict.overBudget(breaches);
        return run.task().name() + " " + verdict.because() + ". "
                + verdict.remedy().sentence();
    }
}
