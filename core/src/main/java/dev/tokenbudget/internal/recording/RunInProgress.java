package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.Stop;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A run whose test has not ended: collects its calls, and knows those that are still under way.
 *
 * <p>A call that arrives after {@link #end} goes to the loose calls as late: it cannot be part of a run that is already
 * written.
 */
public final class RunInProgress implements CallRecorder {

    private final TaskId task;
    private final int number;
    private final Instant started;
    private final RunBudget budget;
    private final Duration grace;
    private final Consumer<LooseCall> looseCalls;
    private final RecordedCalls calls = new RecordedCalls();
    private final Lock lock = new ReentrantLock();
    private final CallsUnderWay underWay = new CallsUnderWay(lock);
    private boolean ended;
    private volatile Outcome endedAs = Outcome.SUCCEEDED;

    /**
     * Start a run that may use what it likes, and is not waited for when it is looked at.
     *
     * @param task what is executed
     * @param number the run's number in its task and JVM, from 1
     * @param started when the test began
     * @param looseCalls where calls go that arrive after the run's end
     */
    public RunInProgress(TaskId task, int number, Instant started, Consumer<LooseCall> looseCalls) {
        this(task, number, started, RunBudget.unlimited(), Duration.ZERO, looseCalls);
    }

    /**
     * Start a run.
     *
     * @param task what is executed
     * @param number the run's number in its task and JVM, from 1
     * @param started when the test began
     * @param budget what the run may use until it is refused further calls
     * @param grace how long a {@linkplain #run look at the run} waits for calls under way
     * @param looseCalls where calls go that arrive after the run's end
     */
    public RunInProgress(
            TaskId task,
            int number,
            Instant started,
            RunBudget budget,
            Duration grace,
            Consumer<LooseCall> looseCalls) {
        this.task = task;
        this.number = number;
        this.started = started;
        this.budget = budget;
        this.grace = grace;
        this.looseCalls = looseCalls;
    }

    public TaskId task() {
        return task;
    }

    public int number() {
        return number;
    }

    @Override
    public void record(ModelCall call) {
        record(call, CompletableFuture.completedFuture(call.prompt()));
    }

    /**
     * Charge the run with a call whose prompt is still measured: nobody has to wait for that but the end of the run, which
     * does without a prompt that takes longer than its grace.
     */
    public void record(ModelCall call, CompletableFuture<Optional<PromptSections>> prompt) {
        if (!keep(call, prompt)) {
            late(call);
        }
    }

    /** Replace the call that has the same response id, as {@link #amend(List)} does. */
    public void amend(ModelCall call) {
        amend(List.of(call));
    }

    /**
     * Replace what was known of a response by {@code answer}, or add that where nothing was known.
     *
     * <p>For responses that are created in the background and fetched later, possibly many times: they are what was asked
     * for once. Who asked, when, and for which model stays as it was; what is known in full is replaced by more only. After
     * the run's end nothing can be added to a response that it knows.
     *
     * @param answer one call, or several where the response consists of as many; all with its id
     */
    public void amend(List<ModelCall> answer) {
        boolean late;
        lock.lock();
        try {
            List<ModelCall> known = calls.ofSameResponse(answer.get(0));
            late = ended && known.isEmpty();
            if (!ended && Amendment.isNeeded(known, answer)) {
                List<ModelCall> amended = Amendment.of(known, answer);
                if (known.isEmpty()) {
                    amended.forEach(this::add);
                } else {
                    budget.note(calls.replace(amended), this);
                }
            }
        } finally {
            lock.unlock();
        }
        if (late) {
            answer.forEach(this::late);
        }
    }

    private void late(ModelCall call) {
        looseCalls.accept(LooseCall.late(task, endedAs, call));
    }

    @Override
    public Optional<String> refusal() {
        return budget.refuse(this)
                .map(stop -> "TokenBudget did not send this call: " + task.name() + " " + stop.inWords() + ". "
                        + stop.remedy());
    }

    /** Return the limit at which this run was refused a call, where it was. */
    public Optional<Stop> stopped() {
        return budget.stopped();
    }

    /** Whether the run has ended: nothing can be charged to it any more. */
    public boolean isOver() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CallUnderWay begin() {
        return underWay.begin();
    }

    /** Return the calls recorded so far, each response once. */
    public List<ModelCall> callsSoFar() {
        lock.lock();
        try {
            return calls.inOrder().stream().map(RecordedCall::call).toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Run run() {
        Duration soFar = Duration.between(started, Instant.now());
        return measured(grace, () -> {}).duration(soFar).build().priced(budget.prices());
    }

    /**
     * Close the run: wait for calls under way, then for their prompts, for {@code grace} at most each, and return what was
     * measured. A run that was stopped did not succeed, whatever its test makes of it.
     *
     * @param outcome how the test ended
     * @param terms what the task's annotation demands
     * @param labels free names and values that reports group by
     * @param duration from the test's begin to its end
     * @param grace how long to wait for calls that have not ended, and again for prompts that are still measured
     */
    public Run end(Outcome outcome, Run.Terms terms, Map<String, String> labels, Duration duration, Duration grace) {
        Run.Builder measured = measured(grace, () -> {
            ended = true;
            endedAs = outcome(outcome);
        });
        return measured.outcome(outcome(outcome))
                .terms(terms)
                .labels(labels)
                .duration(duration)
                .build();
    }

    /**
     * Wait for calls under way, do what must happen before another call is recorded, and then wait for prompts: without the
     * lock, so that whoever records a call meanwhile goes on.
     */
    private Run.Builder measured(Duration grace, Runnable withoutFurtherCalls) {
        Run.Builder run = Run.builder(task, number, started);
        List<RecordedCall> recorded;
        lock.lock();
        try {
            run.unfinishedCalls(underWay.await(grace));
            withoutFurtherCalls.run();
            recorded = calls.inOrder();
        } finally {
            lock.unlock();
        }
        long deadline = System.nanoTime() + grace.toNanos();
        run.calls(recorded.stream().map(call -> call.withPromptBy(deadline)).toList());
        budget.stopped().ifPresent(run::stopped);
        return run.outcome(outcome(Outcome.SUCCEEDED));
    }

    /** A run that was stopped did not succeed. */
    private Outcome outcome(Outcome ofTest) {
        return budget.stopped().isPresent() && ofTest == Outcome.SUCCEEDED ? Outcome.FAILED : ofTest;
    }

    private boolean keep(ModelCall call, CompletableFuture<Optional<PromptSections>> prompt) {
        lock.lock();
        try {
            if (!ended) {
                budget.note(calls.add(call, prompt), this);
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    private void add(ModelCall call) {
        budget.note(calls.add(call, CompletableFuture.completedFuture(call.prompt())), this);
    }
}
