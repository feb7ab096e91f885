package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
    private final Consumer<LooseCall> looseCalls;
    private final Brake brake;
    private final Supplier<PriceList> prices;
    private final Duration grace;
    private final RecordedCalls calls = new RecordedCalls();
    private final PromptsUnderWay prompts = new PromptsUnderWay();
    private final Lock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private int underWay;
    private boolean ended;
    private volatile Outcome endedAs = Outcome.SUCCEEDED;

    /**
     * Start a run that may use what it likes.
     *
     * @param task what is executed
     * @param number the run's number in its task and JVM, from 1
     * @param started when the test began
     * @param looseCalls where calls go that arrive after the run's end
     */
    public RunInProgress(TaskId task, int number, Instant started, Consumer<LooseCall> looseCalls) {
        this(
                task,
                number,
                started,
                Budget.NONE,
                SessionBudget.unlimited(),
                PriceList::bundled,
                Duration.ZERO,
                looseCalls);
    }

    /**
     * Start a run that is refused further calls once it, or its session, has used up its budget.
     *
     * @param task what is executed
     * @param number the run's number in its task and JVM, from 1
     * @param started when the test began
     * @param budget what the run may use
     * @param session what all runs of the session may use
     * @param prices what calls cost; asked for where the budget limits that, and by a look at the run
     * @param grace how long a {@linkplain #run look at the run} waits for calls under way
     * @param looseCalls where calls go that arrive after the run's end
     */
    public RunInProgress(
            TaskId task,
            int number,
            Instant started,
            Budget budget,
            SessionBudget session,
            Supplier<PriceList> prices,
            Duration grace,
            Consumer<LooseCall> looseCalls) {
        this.task = task;
        this.number = number;
        this.started = started;
        this.brake = new Brake(budget, session, prices);
        this.prices = prices;
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
            List<ModelCall> known = calls.ofResponse(answer.get(0));
            late = ended && known.isEmpty();
            if (!ended && Amendment.isNeeded(known, answer)) {
                calls.forget(known);
                List<ModelCall> amended = Amendment.of(known, answer);
                amended.forEach(calls::add);
                if (!known.isEmpty()) {
                    prompts.move(known.get(0), amended.get(0));
                }
                brake.note(calls.eachResponseOnce(), this);
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
        return brake.refuse(this)
                .map(stop -> "TokenBudget did not send this call: " + task.name() + " " + stop.inWords() + ". "
                        + stop.cure());
    }

    /** Return the limit at which this run was refused a call, where it was. */
    public Optional<Stop> stopped() {
        return brake.stopped();
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
        lock.lock();
        try {
            underWay++;
        } finally {
            lock.unlock();
        }
        return new OpenCall();
    }

    /** Return the calls recorded so far, each response once. */
    public List<ModelCall> callsSoFar() {
        lock.lock();
        try {
            return calls.eachResponseOnce();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Run run() {
        Charged charged;
        lock.lock();
        try {
            awaitQuiet(grace);
            charged = new Charged(calls.eachResponseOnce(), underWay);
        } finally {
            lock.unlock();
        }
        Duration soFar = Duration.between(started, Instant.now());
        return measured(charged, grace, Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), soFar)
                .priced(prices.get());
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
        Charged charged;
        lock.lock();
        try {
            awaitQuiet(grace);
            ended = true;
            endedAs = outcome(outcome);
            charged = new Charged(calls.eachResponseOnce(), underWay);
        } finally {
            lock.unlock();
        }
        return measured(charged, grace, outcome, terms, labels, duration);
    }

    /** What the run was charged with at one moment, and how many of its calls had not ended. */
    private record Charged(List<ModelCall> calls, int underWay) {}

    /** Prompts are waited for without the lock: whoever records a call meanwhile goes on. */
    private Run measured(
            Charged charged,
            Duration grace,
            Outcome outcome,
            Run.Terms terms,
            Map<String, String> labels,
            Duration duration) {
        Optional<Stop> stopped = brake.stopped();
        Outcome known = outcome(outcome);
        List<ModelCall> described = prompts.describe(charged.calls(), grace);
        return new Run(task, number, started, duration, known, described, charged.underWay(), terms, labels, stopped);
    }

    /** A run that was stopped did not succeed. */
    private Outcome outcome(Outcome ofTest) {
        return brake.stopped().isPresent() && ofTest == Outcome.SUCCEEDED ? Outcome.FAILED : ofTest;
    }

    private void awaitQuiet(Duration grace) {
        long left = grace.toNanos();
        try {
            while (underWay > 0 && left > 0) {
                left = quiet.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean keep(ModelCall call, CompletableFuture<Optional<PromptSections>> prompt) {
        lock.lock();
        try {
            if (!ended) {
                calls.add(call);
                prompts.add(call, prompt);
                brake.note(calls.eachResponseOnce(), this);
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /** Ends a call under way, once however often it is closed. */
    private final class OpenCall implements CallUnderWay {
        private boolean closed;

        @Override
        public void close() {
            lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    underWay--;
                    quiet.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
