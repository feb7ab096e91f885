package dev.tokenbudget.opentelemetry;

import dev.tokenbudget.run.CallRecorder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The runs that traces began in: a span of the same trace, in whatever thread or process, is of the same run. */
final class TracedRuns {

    private static final int REMEMBERED = 10_000;

    private final Map<String, Optional<CallRecorder>> runs = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<CallRecorder>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Note that a span of the trace was started in {@code run}, by its agent or its judge; a trace that spans several runs
     * belongs to none, and one that spans a run's agent and its judge to the agent.
     */
    synchronized void note(String traceId, CallRecorder run) {
        runs.merge(traceId, Optional.of(run), (known, started) -> known.flatMap(before -> common(before, run)));
    }

    private static Optional<CallRecorder> common(CallRecorder before, CallRecorder run) {
        if (before.equals(run) || before.judge().equals(run)) {
            return Optional.of(before);
        }
        return run.judge().equals(before) ? Optional.of(run) : Optional.empty();
    }

    /** Whether no trace has begun in a run. */
    synchronized boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Return the one run that the trace belongs to. */
    synchronized Optional<CallRecorder> of(String traceId) {
        return runs.getOrDefault(traceId, Optional.empty());
    }
}
