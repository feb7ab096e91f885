package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.SessionLimit;
import dev.tokenbudget.internal.run.Stop;
import dev.tokenbudget.internal.text.ClassLog;
import dev.tokenbudget.run.RunRecorder.Remaining;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one run may use, and what it has used so far: it is refused further calls once one of its limits, or the session's,
 * is reached. Calls in parallel begin as far as what is left is enough for all of them; see {@link Brake}. Safe to use from any
 * thread.
 */
public final class RunBudget {

    private static final ClassLog LOG = new ClassLog(RunBudget.class);

    private final ModelCall.Role role;
    private final Budget budget;
    private final SessionBudget session;
    private final Supplier<PriceList> prices;
    private final Supplier<OptionalLong> usualOutput;
    private final Ledger ledger;
    private final Brake brake;
    private Optional<Stop> stopped = Optional.empty();
    private boolean warned;

    /**
     * Limit what a run's agent uses, of whose task no baseline is known.
     *
     * @param budget what the run may use
     * @param session what all runs of the session may use
     * @param prices what calls cost; asked for where one of the budgets limits that, and by a look at the run
     */
    public RunBudget(Budget budget, SessionBudget session, Supplier<PriceList> prices) {
        this(ModelCall.Role.AGENT, budget, session, prices);
    }

    /**
     * Limit what calls of one role use in a run, of which no baseline knows anything.
     *
     * @param role whose calls count
     * @param budget what they may use
     * @param session what those of all runs of the session may use
     * @param prices what calls cost; asked for where one of the budgets limits that, and by a look at the run
     */
    public RunBudget(ModelCall.Role role, Budget budget, SessionBudget session, Supplier<PriceList> prices) {
        this(role, budget, session, prices, OptionalLong::empty);
    }

    /**
     * Limit what calls of one role use in a run.
     *
     * @param role whose calls count
     * @param budget what they may use
     * @param session what those of all runs of the session may use
     * @param prices what calls cost; asked for where one of the budgets limits that, and by a look at the run
     * @param usualOutput how long an answer of the task is at most, as its baseline knows it, in tokens; asked for where calls
     *     in parallel are limited
     */
    public RunBudget(
            ModelCall.Role role,
            Budget budget,
            SessionBudget session,
            Supplier<PriceList> prices,
            Supplier<OptionalLong> usualOutput) {
        this.role = role;
        this.budget = budget;
        this.session = session;
        this.prices = prices;
        this.usualOutput = usualOutput;
        this.ledger = new Ledger(budget);
        this.brake = session.brake();
    }

    /** Return a budget that allows everything. */
    public static RunBudget unlimited() {
        return unlimited(ModelCall.Role.AGENT);
    }

    /** Return a budget that allows everything to the calls of {@code role}. */
    public static RunBudget unlimited(ModelCall.Role role) {
        return new RunBudget(role, Budget.NONE, SessionBudget.unlimited(), PriceList::bundled);
    }

    Budget budget() {
        return budget;
    }

    PriceList prices() {
        return prices.get();
    }

    /** Take note of what {@code run} has used, or turned out not to have used, since the last time. */
    void note(RecordedCalls.Change change, RunInProgress run) {
        if (change.isEmpty() || limitsNothing()) {
            return;
        }
        Spending more = Spending.of(change.added(), this::costUsd).minus(Spending.of(change.removed(), this::costUsd));
        synchronized (brake) {
            session.add(more);
            ledger.add(more);
            if (!warned) {
                budget.limits().entrySet().stream()
                        .filter(ledger.used()::isNear)
                        .findFirst()
                        .ifPresent(limit -> warn(limit, run));
            }
        }
    }

    /** Whether nobody asks what was used. */
    private boolean limitsNothing() {
        return ledger.limits().isEmpty() && session.ledger().limits().isEmpty();
    }

    /** Return what forbids {@code run} one more call, which stops it; nothing where it may go on. */
    Optional<Stop> refuse(RunInProgress run) {
        return refuse(run, metric -> BigDecimal.ZERO);
    }

    /**
     * Ask to send a call, which waits for others of the run and the session where it is not known yet whether it fits.
     *
     * @param inWords says why the run is stopped
     * @param isLeft whether nobody wants the call any more
     */
    Admission admit(CallForecast call, RunInProgress run, Function<Stop, String> inWords, BooleanSupplier isLeft) {
        HeldReservation reservation = session.reservation(call, usualOutput, prices, ledger);
        return brake.admit(reservation, () -> refuse(run, reservation::least).map(inWords), isLeft);
    }

    private Optional<Stop> refuse(RunInProgress run, Function<Metric, BigDecimal> least) {
        synchronized (brake) {
            stopped = stopped.or(() -> reached(run, least));
            return stopped;
        }
    }

    /** Return what stopped the run, where something did. */
    Optional<Stop> stopped() {
        synchronized (brake) {
            return stopped;
        }
    }

    /** Return what is left of what the run and its session may use. */
    Remaining remaining() {
        synchronized (brake) {
            return RemainingOf.ledgers(List.of(ledger, session.ledger()));
        }
    }

    /** Pricing calls is for those who limit their cost. */
    private BigDecimal costUsd(List<ModelCall> calls) {
        if (!budget.limits().containsKey(Metric.COST_USD) && !session.limitsCost()) {
            return BigDecimal.ZERO;
        }
        Bill bill = prices.get().bill(calls);
        session.warnOfUnpriced(bill);
        return bill.known().usd();
    }

    private Optional<Stop> reached(RunInProgress run, Function<Metric, BigDecimal> least) {
        return ledger.leavesNoRoomFor(least)
                .map(limit -> stop(Stop.Scope.RUN, limit, run))
                .or(() -> session.ledger().leavesNoRoomFor(least).map(limit -> stop(Stop.Scope.SESSION, limit, run)));
    }

    private Stop stop(Stop.Scope scope, ReachedLimit limit, RunInProgress run) {
        return new Stop(scope, role, limit.metric(), run.number(), limit.used(), limit.allowed(), limit.next());
    }

    private void warn(Map.Entry<Metric, BigDecimal> limit, RunInProgress run) {
        warned = true;
        LOG.get()
                .log(
                        System.Logger.Level.WARNING,
                        run.task().name() + (role == ModelCall.Role.JUDGE ? "'s judge " : " ")
                                + ledger.used().inWords(limit) + " ("
                                + SessionLimit.name(role, limit.getKey()) + ") in run " + run.number()
                                + "; calls beyond that are refused.");
    }
}
