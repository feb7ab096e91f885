package dev.tokenbudget.internal.cli.session;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.publishing.CallEntries;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session that goes on. Not safe for use by several threads. */
final class Session {

    /** A session that never rests is written in parts. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final String SOURCE = "tokenbudget";

    private final Caller caller;
    private final Instant started;
    private final CallEntries calls;
    private final List<CallOfSession> charged = new ArrayList<>();
    private final Map<String, Integer> ofResponse = new HashMap<>();
    private Instant lastEnd;
    private boolean awaitsAnswer;

    Session(Caller caller, ModelCall first, PriceList prices) {
        this.caller = caller;
        this.started = first.started();
        this.lastEnd = started;
        this.calls = new CallEntries(Optional.of(prices), started);
    }

    /** Add a call, and return what is known of it now; nothing where it was refused, and so is no call. */
    Optional<CallEntry> add(CallOfSession more) {
        charged.add(more);
        ModelCall call = more.call();
        Instant end = call.started().plus(call.latency());
        lastEnd = end.isAfter(lastEnd) ? end : lastEnd;
        Optional<Integer> known = more.isFetched()
                ? call.responseId().flatMap(id -> Optional.ofNullable(ofResponse.remove(id)))
                : Optional.empty();
        if (known.isPresent()) {
            calls.replace(known.get(), call);
            return Optional.of(calls.entries().get(known.get() - 1));
        }
        int before = calls.entries().size();
        calls.add(call);
        List<CallEntry> now = calls.entries();
        if (now.size() == before) {
            return Optional.empty();
        }
        boolean isPending =
                call.status() != UsageStatus.REPORTED && call.responseId().isPresent();
        awaitsAnswer |= isPending;
        if (isPending && !more.isFetched()) {
            ofResponse.put(call.responseId().get(), now.size());
        }
        return Optional.of(now.get(now.size() - 1));
    }

    /**
     * Whether nothing is expected to come any more.
     *
     * @param rest how long a session rests until it is over
     */
    boolean isOver(Instant now, Duration rest) {
        boolean isComplete = caller.isAlone() && !awaitsAnswer;
        return isComplete
                || lastEnd.plus(rest).isBefore(now)
                || started.plus(LONGEST).isBefore(now);
    }

    /** Return the id of the session's entry: one that goes on after it was over gets another. */
    String id() {
        return caller.session() + "@" + started;
    }

    List<SpoolLine> lines() {
        return charged.stream().map(call -> SpoolLine.of(id(), call)).toList();
    }

    /** Whether all that was tried was refused. */
    boolean isEmpty() {
        return calls.entries().isEmpty();
    }

    RunEntry entry() {
        return entry(calls.entries());
    }

    /** Return the session without its calls. */
    RunEntry header() {
        return entry(List.of());
    }

    private RunEntry entry(List<CallEntry> made) {
        return new RunEntry(
                id(),
                Optional.empty(),
                Origin.GATEWAY,
                SOURCE,
                caller.task(),
                started,
                Duration.between(started, lastEnd),
                Optional.empty(),
                caller.labels(),
                made);
    }
}
