package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Metric;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What may be used together, what was used of it, which calls are under way, and which wait for those. Not safe for use by
 * several threads: its {@link Brake} sees to that.
 */
final class Ledger {

    private final Map<Metric, BigDecimal> limits;
    private final Set<HeldReservation> underWay = new LinkedHashSet<>();
    private final Deque<HeldReservation> waiting = new ArrayDeque<>();
    private Spending used = Spending.NOTHING;
    private boolean isShared;

    /** Open a ledger of what {@code budget} limits of calls, of one or of their sum. */
    Ledger(Budget budget) {
        Map<Metric, BigDecimal> spent = new TreeMap<>(budget.limits());
        spent.keySet().removeIf(metric -> !Spending.isLimited(metric) && !metric.equals(Metric.PER_CALL));
        this.limits = spent;
    }

    Map<Metric, BigDecimal> limits() {
        return limits;
    }

    Spending used() {
        return used;
    }

    void add(Spending more) {
        used = used.plus(more);
    }

    /** Return the first limit that is reached. */
    Optional<ReachedLimit> reached() {
        return leavesNoRoomFor(metric -> BigDecimal.ZERO);
    }

    /**
     * Return the first limit that is reached, or that a call would be over with its prompt alone. Of a run that makes one call
     * after the other, such a call is sent as long as anything is left: that tells what the task needs, and is one call at most.
     *
     * @param call what the call uses at least
     */
    Optional<ReachedLimit> leavesNoRoomFor(Function<Metric, BigDecimal> call) {
        for (Map.Entry<Metric, BigDecimal> limit : limits.entrySet()) {
            Metric metric = limit.getKey();
            BigDecimal sum = used.used(metric);
            if (sum.compareTo(limit.getValue()) >= 0) {
                return Optional.of(new ReachedLimit(metric, sum, limit.getValue(), Optional.empty()));
            }
            BigDecimal next = isShared || !Spending.isLimited(metric) ? call.apply(metric) : BigDecimal.ZERO;
            if (sum.add(next).compareTo(limit.getValue()) > 0) {
                return Optional.of(new ReachedLimit(metric, sum, limit.getValue(), Optional.of(next)));
            }
        }
        return Optional.empty();
    }

    boolean isIdle() {
        return underWay.isEmpty();
    }

    /** Whether no call under way has shown life since {@code nanos}: one may depend on those that wait for it. */
    boolean isQuietSince(long nanos) {
        return underWay.stream().allMatch(call -> call.isQuietSince(nanos));
    }

    /** Whether only the answer of {@code call} can be over a limit, whatever the calls under way use. */
    boolean hasRoomFor(HeldReservation call) {
        return limits.entrySet().stream()
                .filter(limit -> Spending.isLimited(limit.getKey()))
                .allMatch(limit -> hasRoomFor(call, limit.getKey(), limit.getValue()));
    }

    private boolean hasRoomFor(HeldReservation call, Metric metric, BigDecimal limit) {
        Optional<BigDecimal> prompt = call.mostUnanswered(metric);
        if (prompt.isEmpty() || call.most(metric).isEmpty()) {
            return false;
        }
        BigDecimal sum = used.used(metric);
        for (HeldReservation other : underWay) {
            Optional<BigDecimal> most = other.most(metric);
            if (most.isEmpty()) {
                return false;
            }
            sum = sum.add(most.get());
        }
        return sum.compareTo(limit) < 0 && sum.add(prompt.get()).compareTo(limit) <= 0;
    }

    /** Let {@code call} wait for its turn; from the first that meets another on, calls are in parallel. */
    void queue(HeldReservation call) {
        isShared |= !underWay.isEmpty() || !waiting.isEmpty();
        waiting.addLast(call);
    }

    void leaveQueue(HeldReservation call) {
        waiting.remove(call);
    }

    boolean isNext(HeldReservation call) {
        return waiting.isEmpty() || waiting.peekFirst() == call;
    }

    void begin(HeldReservation call) {
        underWay.add(call);
    }

    void end(HeldReservation call) {
        underWay.remove(call);
    }
}
