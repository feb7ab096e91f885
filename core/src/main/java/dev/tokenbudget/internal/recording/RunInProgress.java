package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.run.JudgeCalls;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunBuilder;
import dev.tokenbudget.internal.run.Stop;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.run.RunRecorder.Remaining;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
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
    private final RunClock clock;
    private final RunBudgets budgets;
    private final Duration grace;
    private final Consumer<LooseCall> looseCalls;
    private final RecordedCalls calls = new RecordedCalls();
    private final OwnValues own = new OwnValues();
    private final Map<ModelCall.Role, Integer> callsUnderWay = new EnumMap<>(ModelCall.Role.class);
    private boolean ended;
    private boolean isForgotten;
    private volatile Outcome endedAs = Outcome.SUCCEEDED;

    /**
     * Start a run without limits that is not waited for when it is looked at.
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
     * Start a run whose test may grade it by a model at any cost.
     *
     * @param task what is executed
     * @param number the run's number in its task and JVM, from 1
     * @param started when the test began
     * @param budget what the run's agent may use until it is refused further calls
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
        this(task, number, started, budget, RunBudget.unlimited(ModelCall.Role.JUDGE), grace, looseCalls);
    }

    /**
     * Start a run.
     *
     * @param task what is executed
     * @param number the run's number in its task and JVM, from 1
     * @param started when the test began
     * @param budget what the run's agent may use until it is refused further calls
     * @param judgeBudget what its test may use to grade what the agent did, until that is refused further calls
     * @param grace how long a {@linkplain #run look at the run} waits for calls under way
     * @param looseCalls where calls go that arrive after the run's end
     */
    public RunInProgress(
            TaskId task,
            int number,
            Instant started,
            RunBudget budget,
            RunBudget judgeBudget,
            Duration grace,
            Consumer<LooseCall> looseCalls) {
        this.task = task;
        this.number = number;
        this.clock = new RunClock(started);
        this.budgets = new RunBudgets(budget, judgeBudget);
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
     * Charge the run with a call whose prompt is still being measured. Only the end of the run waits for that, and goes on
     * without a prompt that takes longer than its grace.
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
        if (!keepAnswer(answer)) {
            answer.forEach(this::late);
        }
    }

    /** Return whether the answer belongs to the run: it came before its end, or to a response that the run knows. */
    private synchronized boolean keepAnswer(List<ModelCall> answer) {
        if (ended) {
            return calls.knows(answer.get(0));
        }
        List<ModelCall> known = calls.ofSameResponse(answer.get(0));
        if (Amendment.isNeeded(known, answer)) {
            List<ModelCall> amended = Amendment.of(known, answer);
            if (known.isEmpty()) {
                amended.forEach(call -> keep(call, CompletableFuture.completedFuture(call.prompt())));
            } else {
                budgets.note(calls.replace(amended), this);
            }
        }
        return true;
    }

    private void late(ModelCall call) {
        looseCalls.accept(LooseCall.late(task, endedAs, call));
    }

    /** Return the account of {@code role}: what it is charged with is kept apart from the other. */
    public RunAccount as(ModelCall.Role role) {
        return new RunAccount(this, role);
    }

    /** Return what charges calls of {@code role} to this run. */
    public CallRecorder recorderOf(ModelCall.Role role) {
        return role == ModelCall.Role.AGENT ? this : as(role);
    }

    @Override
    public RunAccount judge() {
        return as(ModelCall.Role.JUDGE);
    }

    @Override
    public Optional<String> refusal() {
        return refusal(ModelCall.Role.AGENT);
    }

    Optional<String> refusal(ModelCall.Role role) {
        return budgets.refusal(role, this);
    }

    /** Ask to send a call, as {@link RunAccount#admit} does. */
    Admission admit(ModelCall.Role role, CallForecast call, BooleanSupplier isLeft) {
        CallUnderWay underWay = begin(role);
        Admission admission = new Admission.Abandoned();
        try {
            admission = budgets.admit(role, call, this, isLeft);
        } finally {
            if (!(admission instanceof Admission.Granted)) {
                underWay.close();
            }
        }
        return admission instanceof Admission.Granted granted
                ? new Admission.Granted(new ReservationUnderWay(granted.reservation(), underWay))
                : admission;
    }

    @Override
    public Remaining remaining() {
        return remaining(ModelCall.Role.AGENT);
    }

    Remaining remaining(ModelCall.Role role) {
        return budgets.of(role).remaining();
    }

    /** Return the limit at which this run's judge was refused a call, where it was. */
    public Optional<Stop> judgeStopped() {
        return budgets.judge().stopped();
    }

    /** Return the limit at which this run was refused a call, where it was. */
    public Optional<Stop> stopped() {
        return budgets.agent().stopped();
    }

    /** Whether the run has ended: nothing can be charged to it any more. */
    public synchronized boolean isOver() {
        return ended;
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public CallUnderWay begin() {
        return begin(ModelCall.Role.AGENT);
    }

    CallUnderWay begin(ModelCall.Role role) {
        addUnderWay(role, 1);
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (closed.compareAndSet(false, true)) {
                addUnderWay(role, -1);
            }
        };
    }

    private synchronized void addUnderWay(ModelCall.Role role, int calls) {
        callsUnderWay.merge(role, calls, Integer::sum);
        notifyAll();
    }

    private int underWay(ModelCall.Role role) {
        return callsUnderWay.getOrDefault(role, 0);
    }

    private boolean isAnyUnderWay() {
        return underWay(ModelCall.Role.AGENT) + underWay(ModelCall.Role.JUDGE) > 0;
    }

    /** Return the agent's calls recorded so far, each response once. */
    public synchronized List<ModelCall> callsSoFar() {
        return calls.inOrder(ModelCall.Role.AGENT).stream()
                .map(RecordedCall::call)
                .toList();
    }

    @Override
    public synchronized void count(String unit, long number) {
        requireOpen("count(\"" + unit + "\", …)");
        own.count(unit, number);
    }

    @Override
    public synchronized void measure(String name, double value) {
        requireOpen("measure(\"" + name + "\", …)");
        own.measure(name, value);
    }

    private synchronized void requireCalls() {
        if (isForgotten) {
            throw new IllegalStateException("Run " + number + " of " + task.name()
                    + " is over and written, so run() comes too late. Look at it before its test ends.");
        }
    }

    private void requireOpen(String call) {
        if (ended) {
            throw new IllegalStateException("Run " + number + " of " + task.name() + " is over, so " + call
                    + " comes too late. Let the test wait until its agent is done.");
        }
    }

    @Override
    public Run run() {
        requireCalls();
        Duration soFar = clock.passed();
        return measured(grace, () -> {})
                .duration(soFar)
                .build()
                .priced(budgets.agent().prices());
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
        RunBuilder measured = measured(grace, () -> {
            ended = true;
            endedAs = budgets.outcome(outcome);
        });
        return measured.outcome(budgets.outcome(outcome))
                .terms(terms)
                .labels(labels)
                .duration(duration)
                .build();
    }

    /** Keep the calls no longer, after {@link #end}: there may be thousands of runs, and calls have long prompts. */
    public synchronized void forgetCalls() {
        isForgotten = true;
        calls.forget();
    }

    /**
     * Wait for calls under way, do what must happen before another call is recorded, and then wait for prompts: without the
     * lock, so that calls can be recorded meanwhile.
     */
    private RunBuilder measured(Duration grace, Runnable withoutFurtherCalls) {
        RunBuilder run = Run.builder(task, number, clock.begin());
        List<RecordedCall> recorded;
        JudgeCalls judge;
        synchronized (this) {
            awaitCalls(grace);
            run.unfinishedCalls(underWay(ModelCall.Role.AGENT));
            withoutFurtherCalls.run();
            recorded = calls.inOrder(ModelCall.Role.AGENT);
            judge = judgeCalls();
            run.own(own.soFar());
        }
        long deadline = System.nanoTime() + grace.toNanos();
        run.calls(recorded.stream().map(call -> call.withPromptBy(deadline)).toList());
        budgets.agent().stopped().ifPresent(run::stopped);
        run.judge(judge);
        return run.outcome(budgets.outcome(Outcome.SUCCEEDED));
    }

    private synchronized void awaitCalls(Duration grace) {
        long deadline = System.nanoTime() + grace.toNanos();
        try {
            for (long left = grace.toNanos(); isAnyUnderWay() && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody asks what a judge's prompts were made of. */
    private JudgeCalls judgeCalls() {
        return new JudgeCalls(
                calls.inOrder(ModelCall.Role.JUDGE).stream()
                        .map(RecordedCall::call)
                        .toList(),
                underWay(ModelCall.Role.JUDGE),
                Optional.ofNullable(budgets.judge().budget().limits().get(Metric.COST_USD)),
                budgets.judge().stopped(),
                Optional.empty());
    }

    private synchronized boolean keep(ModelCall call, CompletableFuture<Optional<PromptSections>> prompt) {
        if (!ended) {
            budgets.note(calls.add(call, prompt), this);
        }
        return !ended;
    }
}
