package dev.tokenbudget.internal.history.output.prometheus;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.output.ContextWindows;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The metrics {@code llm_*}, counted from calls and sessions; any thread may count and read.
 *
 * <p>The first {@value #SERIES} combinations of model, task, agent and environment are told apart, and what comes after them is
 * counted together as {@code other}. Which these are never changes, so that no counter ever falls.
 */
public final class LlmMetrics {

    /** How many series of each metric there are at most, beside those of {@code other}. */
    public static final int SERIES = 2_000;

    private final ContextWindows windows;
    private final Map<CallSeries, CallTally> calls = new LinkedHashMap<>();
    private final Map<SessionSeries, SessionTally> sessions = new LinkedHashMap<>();

    public LlmMetrics(ContextWindows windows) {
        this.windows = windows;
    }

    /** Count a run or session that has ended, and all its calls. */
    public synchronized void run(RunEntry run) {
        run.calls().forEach(call -> call(run, call));
        session(run);
    }

    /** Count a call as soon as it is answered; of {@code run} only the task and the labels matter. */
    public synchronized void call(RunEntry run, CallEntry call) {
        tally(calls, CallSeries.of(run, call), CallSeries.OTHERS, series -> new CallTally())
                .add(call, windows.of(call));
    }

    /** Count a session that has ended, whose calls were counted before. */
    public synchronized void session(RunEntry run) {
        tally(sessions, SessionSeries.of(run), SessionSeries.OTHERS, series -> new SessionTally())
                .add(run);
    }

    private static <S, T> T tally(Map<S, T> tallies, S series, S others, Function<S, T> fresh) {
        boolean told = tallies.containsKey(series) || tallies.size() < SERIES;
        return tallies.computeIfAbsent(told ? series : others, fresh);
    }

    /** Return all metrics as they are now. */
    public synchronized MetricSnapshots snapshots() {
        return Snapshots.of(calls, sessions);
    }
}
