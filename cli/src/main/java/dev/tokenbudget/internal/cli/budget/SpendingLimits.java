package dev.tokenbudget.internal.cli.budget;

import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.alert.BudgetNotice;
import dev.tokenbudget.internal.history.store.LabelColumn;
import dev.tokenbudget.internal.history.store.SpendingReader;
import dev.tokenbudget.internal.recording.Admission;
import dev.tokenbudget.internal.recording.Reservation;
import dev.tokenbudget.run.RunRecorder.Remaining;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * All limits of a gateway, and what was used of them. Safe to use from any thread.
 *
 * <p>A call is refused by what was used. Near a limit, where those under way may reach it as calls are on average, it waits for them,
 * so that many calls in parallel are not far beyond it either.
 */
public final class SpendingLimits {

    private static final long LOOK_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Key(SpendingLimit limit, String value) {}

    private final List<SpendingLimit> limits;
    private final Clock clock;
    private final Consumer<BudgetNotice> notices;
    private final Map<Key, Tally> tallies = new HashMap<>();

    /**
     * Limit a gateway.
     *
     * @param limits how much may be used
     * @param clock the time
     * @param notices gets what a budget says at 80 % and once it is used up; must not take long
     */
    public SpendingLimits(List<SpendingLimit> limits, Clock clock, Consumer<BudgetNotice> notices) {
        this.limits = List.copyOf(limits);
        this.clock = clock;
        this.notices = notices;
    }

    /** Take what gateways used of the present hour and day, as a history knows it, for used. */
    public synchronized void resume(SpendingReader history) {
        Instant now = clock.instant();
        for (SpendingLimit limit : limits) {
            LabelColumn label = limit.label().orElse(LabelColumn.TEAM);
            history.spentByGateways(limit.span().begin(now), label).forEach((value, spent) -> {
                if (limit.label().isEmpty() || !value.isEmpty()) {
                    tally(limit, limit.label().isEmpty() ? "" : value, now)
                            .add(limit.of(spent.tokens(), spent.costUsd()));
                }
            });
        }
    }

    /** Whether it matters what calls cost. */
    public boolean limitCost() {
        return limits.stream().anyMatch(limit -> limit.unit() == SpendingLimit.Unit.USD);
    }

    /**
     * Ask to send a call.
     *
     * @param isLeft whether nobody wants the call any more
     */
    public Admission admit(Labels labels, BooleanSupplier isLeft) {
        long last = System.nanoTime() + PATIENCE.toNanos();
        synchronized (this) {
            try {
                while (true) {
                    List<Tally> all = of(labels);
                    Optional<Tally> usedUp =
                            all.stream().filter(Tally::isUsedUp).findFirst();
                    if (usedUp.isPresent()) {
                        return new Admission.Refused(usedUp.get().refusal());
                    }
                    if (isLeft.getAsBoolean()) {
                        return new Admission.Abandoned();
                    }
                    if (all.stream().allMatch(Tally::hasRoom) || System.nanoTime() > last) {
                        all.forEach(Tally::begin);
                        return new Admission.Granted(new UnderWay(all));
                    }
                    TimeUnit.MILLISECONDS.timedWait(this, LOOK_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Admission.Abandoned();
            }
        }
    }

    /** Return why no call may be sent, or nothing where one may. */
    public synchronized Optional<String> refusal(Labels labels) {
        return of(labels).stream().filter(Tally::isUsedUp).findFirst().map(Tally::refusal);
    }

    /** Add what a call used, as far as known. */
    public void add(Labels labels, long tokens, BigDecimal costUsd) {
        List<BudgetNotice> news = new ArrayList<>();
        synchronized (this) {
            for (Tally tally : of(labels)) {
                tally.add(tally.limit().of(tokens, costUsd));
                tally.news().ifPresent(news::add);
            }
            notifyAll();
        }
        news.forEach(notices);
    }

    /** Return what is left. */
    public synchronized Remaining remaining(Labels labels) {
        List<Tally> all = of(labels);
        if (all.isEmpty()) {
            return Remaining.UNLIMITED;
        }
        Optional<BigDecimal> tokens = least(all, SpendingLimit.Unit.TOKENS);
        return new Remaining(
                tokens.map(left -> OptionalLong.of(left.longValue())).orElse(OptionalLong.empty()),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                least(all, SpendingLimit.Unit.USD),
                all.stream().mapToDouble(Tally::share).max().orElse(0));
    }

    private static Optional<BigDecimal> least(List<Tally> tallies, SpendingLimit.Unit unit) {
        return tallies.stream()
                .filter(tally -> tally.limit().unit() == unit)
                .map(Tally::left)
                .min(Comparator.naturalOrder());
    }

    /** Return that of 80 % or more of a limit is used, in words, where it is. */
    public synchronized Optional<String> warning(Labels labels) {
        return of(labels).stream()
                .filter(Tally::isNear)
                .max(Comparator.comparingDouble(Tally::share))
                .map(Tally::inWords);
    }

    private List<Tally> of(Labels labels) {
        Instant now = clock.instant();
        List<Tally> all = new ArrayList<>();
        for (SpendingLimit limit : limits) {
            limit.valueOf(labels).ifPresent(value -> all.add(tally(limit, value, now)));
        }
        return all;
    }

    /** The values of labels are many: those of hours and days that are over are forgotten. */
    private Tally tally(SpendingLimit limit, String value, Instant now) {
        Key key = new Key(limit, value);
        Tally known = tallies.get(key);
        if (known != null && known.isOf(now)) {
            return known;
        }
        tallies.values().removeIf(tally -> !tally.isOf(now));
        Tally fresh = new Tally(limit, value, limit.span().begin(now));
        tallies.put(key, fresh);
        return fresh;
    }

    private final class UnderWay implements Reservation {
        private final List<Tally> tallies;
        private final AtomicBoolean closed = new AtomicBoolean();

        UnderWay(List<Tally> tallies) {
            this.tallies = tallies;
        }

        @Override
        public void showsLife() {
            // Whoever waits for this call looks at the time alone.
        }

        @Override
        public void settle(List<ModelCall> used) {
            close();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                synchronized (SpendingLimits.this) {
                    tallies.forEach(Tally::end);
                    SpendingLimits.this.notifyAll();
                }
            }
        }
    }
}
