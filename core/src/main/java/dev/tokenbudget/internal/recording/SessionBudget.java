package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.SessionLimit;
import dev.tokenbudget.usage.CallRole;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What all runs of a session may use together, and what they have used so far. Safe to use from any thread. */
public final class SessionBudget {

    private static final System.Logger LOG = System.getLogger(SessionBudget.class.getName());

    private final CallRole role;
    private final Budget budget;
    private final Supplier<PriceList> prices;
    private final Set<Metric> warned = new TreeSet<>();
    private Spending spending = Spending.NOTHING;
    private boolean warnedOfUnpriced;

    /**
     * Limit a session.
     *
     * @param budget what all runs together may use until no call is sent any more: input + output tokens, US dollars
     * @param prices what calls cost; asked for where the budget limits that
     */
    public SessionBudget(Budget budget, Supplier<PriceList> prices) {
        this(CallRole.AGENT, budget, prices);
    }

    /**
     * Limit what calls of one role use in a session.
     *
     * @param role whose calls count
     * @param budget what all runs together may use until no such call is sent any more: input + output tokens, US dollars
     * @param prices what calls cost; asked for where the budget limits that
     */
    public SessionBudget(CallRole role, Budget budget, Supplier<PriceList> prices) {
        this.role = role;
        this.budget = budget;
        this.prices = prices;
    }

    /** Return a budget that allows everything. */
    public static SessionBudget unlimited() {
        return new SessionBudget(Budget.NONE, PriceList::bundled);
    }

    /** Add a call that is part of no run: it costs what any other costs. */
    public void add(LooseCall loose) {
        add(Spending.of(List.of(loose.call()), this::costUsd));
    }

    /** Return why no call may be sent any more, in words, or nothing where one may. */
    public Optional<String> refusal() {
        return reached().map(limit -> "TokenBudget did not send this call: " + limit.inWords() + ". " + limit.remedy());
    }

    /** Return what was used and what is allowed, in words without a full stop, once nothing is left. */
    public Optional<String> usedUp() {
        return reached().map(SessionLimit::inWords);
    }

    synchronized void add(Spending more) {
        spending = spending.plus(more);
        budget.limits().entrySet().stream()
                .filter(spending::isNear)
                .filter(limit -> warned.add(limit.getKey()))
                .forEach(limit -> LOG.log(
                        System.Logger.Level.WARNING,
                        (role == CallRole.JUDGE ? "The session's judge " : "The session ") + spending.inWords(limit)
                                + " (" + SessionLimit.setting(role, limit.getKey()) + ")."));
    }

    synchronized Optional<SessionLimit> reached() {
        return spending.reached(budget)
                .map(limit -> new SessionLimit(role, limit.getKey(), spending.used(limit.getKey()), limit.getValue()));
    }

    /** Whether it matters to the session what calls cost. */
    boolean limitsCost() {
        return budget.limits().containsKey(Metric.COST_USD);
    }

    /** Warn once of what {@code bill} has no price of: a limit on costs cannot count it. */
    synchronized void warnOfUnpriced(Bill bill) {
        if (limitsCost() && !warnedOfUnpriced && !bill.unpriced().isEmpty()) {
            warnedOfUnpriced = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The session's budget (" + SessionLimit.setting(role, Metric.COST_USD)
                            + ") does not count calls of unknown cost: "
                            + bill.unpriced().values().iterator().next().sentence());
        }
    }

    private BigDecimal costUsd(List<ModelCall> calls) {
        if (!limitsCost()) {
            return BigDecimal.ZERO;
        }
        Bill bill = prices.get().bill(calls);
        warnOfUnpriced(bill);
        return bill.known().usd();
    }
}
