package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.SessionLimit;
import dev.tokenbudget.internal.run.Stop;
import dev.tokenbudget.usage.CallRole;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one run may use, and what it has used so far: it is refused further calls once one of its limits, or the session's,
 * is reached. Calls that are under way do not count until they have ended: calls in parallel may go beyond a limit. Safe to
 * use from any thread.
 */
public final class RunBudget {

    private static final System.Logger LOG = System.getLogger(RunBudget.class.getName());

    private final CallRole role;
    private final Budget budget;
    private final SessionBudget session;
    private final Supplier<PriceList> prices;
    private Spending spending = Spending.NOTHING;
    private Optional<Stop> stopped = Optional.empty();
    private boolean warned;

    /**
     * Limit what a run's agent uses.
     *
     * @param budget what the run may use
     * @param session what all runs of the session may use
     * @param prices what calls cost; asked for where one of the budgets limits that, and by a look at the run
     */
    public RunBudget(Budget budget, SessionBudget session, Supplier<PriceList> prices) {
        this(CallRole.AGENT, budget, session, prices);
    }

    /**
     * Limit what calls of one role use in a run.
     *
     * @param role whose calls count
     * @param budget what they may use
     * @param session what those of all runs of the session may use
     * @param prices what calls cost; asked for where one of the budgets limits that, and by a look at the run
     */
    public RunBudget(CallRole role, Budget budget, SessionBudget session, Supplier<PriceList> prices) {
        this.role = role;
        this.budget = budget;
        this.session = session;
        this.prices = prices;
    }

    /** Return a budget that allows everything. */
    public static RunBudget unlimited() {
        return unlimited(CallRole.AGENT);
    }

    /** Return a budget that allows everything to the calls of {@code role}. */
    public static RunBudget unlimited(CallRole role) {
        return new RunBudget(role, Budget.NONE, SessionBudget.unlimited(), PriceList::bundled);
    }

    Budget budget() {
        return budget;
    }

    PriceList prices() {
        return prices.get();
    }

    /** Take note of what {@code run} has used, or turned out not to have used, since the last time. */
    synchronized void note(RecordedCalls.Change change, RunInProgress run) {
        Spending more = Spending.of(change.added(), this::costUsd).minus(Spending.of(change.removed(), this::costUsd));
        session.add(more);
        spending = spending.plus(more);
        if (!warned) {
            budget.limits().entrySet().stream()
                    .filter(spending::isNear)
                    .findFirst()
                    .ifPresent(limit -> warn(limit, run));
        }
    }

    /** Return what forbids {@code run} one more call, which stops it; nothing where it may go on. */
    synchronized Optional<Stop> refuse(RunInProgress run) {
        stopped = stopped.or(() -> reached(run));
        return stopped;
    }

    /** Return what stopped the run, where something did. */
    synchronized Optional<Stop> stopped() {
        return stopped;
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

    private Optional<Stop> reached(RunInProgress run) {
        return spending.reached(budget)
                .map(limit -> new Stop(
                        Stop.Scope.RUN,
                        role,
                        limit.getKey(),
                        run.number(),
                        spending.used(limit.getKey()),
                        limit.getValue()))
                .or(() -> session.reached()
                        .map(limit -> new Stop(
                                Stop.Scope.SESSION,
                                role,
                                limit.metric(),
                                run.number(),
                                limit.used(),
                                limit.allowed())));
    }

    private void warn(Map.Entry<Metric, BigDecimal> limit, RunInProgress run) {
        warned = true;
        LOG.log(
                System.Logger.Level.WARNING,
                run.task().name() + (role == CallRole.JUDGE ? "'s judge " : " ") + spending.inWords(limit) + " ("
                        + SessionLimit.name(role, limit.getKey()) + ") in run " + run.number()
                        + "; calls beyond that are refused.");
    }
}
