package dev.tokenbudget.testkit;

import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run that is under way on the thread of its test, and what was charged to it in the end. */
public final class ObservedRun implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final List<LooseCall> looseCalls = new CopyOnWriteArrayList<>();
    private final RunInProgress run;
    private final RunRegistry.Scope scope;

    private ObservedRun(String task) {
        run = new RunInProgress(new TaskId("com.acme.AgentBenchmark", task), 1, Instant.now(), looseCalls::add);
        RunRegistry.sendLooseCallsTo(looseCalls::add);
        scope = RunRegistry.enter(run);
    }

    /** Start a run and bind it to this thread. */
    public static ObservedRun start(String task) {
        return new ObservedRun(task);
    }

    public RunInProgress run() {
        return run;
    }

    /** Wait for calls under way, end the run and return it. */
    public Run end() {
        return endWithin(GRACE);
    }

    /** End the run, waiting for calls under way no longer than {@code grace}. */
    public Run endWithin(Duration grace) {
        return run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, grace);
    }

    /** End the run and return its calls. */
    public List<ModelCall> calls() {
        return end().calls();
    }

    /** End the run, of which one call is expected, and return that. */
    public ModelCall onlyCall() {
        List<ModelCall> calls = calls();
        if (calls.size() != 1) {
            throw new AssertionError("One call was expected, but there are " + calls);
        }
        return calls.get(0);
    }

    /** Return the calls that were charged to no run since this one started. */
    public List<LooseCall> looseCalls() {
        return List.copyOf(looseCalls);
    }

    @Override
    public void close() {
        scope.close();
        RunRegistry.sendLooseCallsTo(call -> {});
    }
}
