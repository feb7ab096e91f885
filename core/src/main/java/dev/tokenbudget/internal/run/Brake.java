package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Refuses a run further calls once one of its limits, or the session's, is reached. Calls that are under way do not count
 * until they have ended: calls in parallel may go beyond a limit.
 */
final class Brake {

    private static final System.Logger LOG = System.getLogger(Brake.class.getName());

    private final Budget budget;
    private final SessionBudget session;
    private final Supplier<PriceList> prices;
    private Spending spending = Spending.NOTHING;
    private Optional<Stop> stopped = Optional.empty();
    private boolean warned;

    Brake(Budget budget, SessionBudget session, Supplier<PriceList> prices) {
        this.budget = budget;
        this.session = session;
        this.prices = prices;
    }

    /** Take note of the calls that {@code run} has made so far. */
    synchronized void note(List<ModelCall> calls, RunInProgress run) {
        Spending now = Spending.of(calls, this::costUsd);
        session.add(now.minus(spending));
        spending = now;
        if (!warned) {
            budget.limits().entrySet().stream()
                    .filter(limit -> Spending.isNearly(now.used(limit.getKey()), limit.getValue()))
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

    /** Pricing every call again with each one that ends is for those who limit its cost. */
    private BigDecimal costUsd(List<ModelCall> calls) {
        if (!budget.limits().containsKey(Metric.COST_USD) && !session.limitsCost()) {
            return BigDecimal.ZERO;
        }
        Bill bill = prices.get().bill(calls);
        session.warnOfUnpriced(bill);
        return bill.known().usd();
    }

    private Optional<Stop> reached(RunInProgress run) {
        for (Map.Entry<Metric, BigDecimal> limit : budget.limits().entrySet()) {
            BigDecimal used = spending.used(limit.getKey());
            if (used.compareTo(limit.getValue()) >= 0) {
                return Optional.of(new Stop(Stop.Scope.RUN, limit.getKey(), run.number(), used, limit.getValue()));
            }
        }
        return session.reached()
                .map(limit ->
                        new Stop(Stop.Scope.SESSION, limit.metric(), run.number(), limit.used(), limit.allowed()));
    }

    private void warn(Map.Entry<Metric, BigDecimal> limit, RunInProgress run) {
        warned = true;
        Metric metric = limit.getKey();
        double allowed = limit.getValue().doubleValue();
        double used = spending.used(metric).doubleValue();
        LOG.log(
                System.Logger.Level.WARNING,
                run.task().name() + " has used " + metric.figure(used, allowed) + " of its "
                        + metric.amount(metric.figure(allowed, used)) + " (" + metric.budgetName()
                        + ") in run " + run.number() + "; calls beyond that are refused.");
    }
}
