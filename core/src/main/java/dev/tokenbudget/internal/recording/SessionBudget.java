package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.SessionLimit;
import dev.tokenbudget.internal.text.ClassLog;
import dev.tokenbudget.run.RunRecorder.Remaining;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What all runs of a session may use together, and what they have used so far. Safe to use from any thread. */
public final class SessionBudget {

    private static final ClassLog LOG = new ClassLog(SessionBudget.class);

    /** How long calls under way are waited for that show no life. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ModelCall.Role role;
    private final Budget budget;
    private final Supplier<PriceList> prices;
    private final Ledger ledger;
    private final Brake brake;
    private final Map<List<String>, ModelExperience> experience = new ConcurrentHashMap<>();
    private final Set<Metric> warned = new TreeSet<>();
    private boolean warnedOfUnpriced;

    /**
     * Limit a session.
     *
     * @param budget what all runs together may use until no call is sent any more: input + output tokens, US dollars
     * @param prices what calls cost; asked for where the budget limits that
     */
    public SessionBudget(Budget budget, Supplier<PriceList> prices) {
        this(ModelCall.Role.AGENT, budget, prices);
    }

    /**
     * Limit what calls of one role use in a session.
     *
     * @param role whose calls count
     * @param budget what all runs together may use until no such call is sent any more: input + output tokens, US dollars
     * @param prices what calls cost; asked for where the budget limits that
     */
    public SessionBudget(ModelCall.Role role, Budget budget, Supplier<PriceList> prices) {
        this(role, budget, prices, PATIENCE);
    }

    SessionBudget(ModelCall.Role role, Budget budget, Supplier<PriceList> prices, Duration patience) {
        this.role = role;
        this.budget = budget;
        this.prices = prices;
        this.ledger = new Ledger(budget);
        this.brake = new Brake(patience);
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
        return reached().map(SessionBudget::refusal);
    }

    /**
     * Ask to send a call that is part of no run, as {@link RunBudget} does for those of runs.
     *
     * @param isLeft whether nobody wants the call any more
     */
    public Admission admit(CallForecast call, BooleanSupplier isLeft) {
        HeldReservation reservation = reservation(call, OptionalLong::empty, prices, new Ledger(Budget.NONE));
        return brake.admit(
                reservation,
                () -> ledger.leavesNoRoomFor(reservation::least)
                        .map(this::limit)
                        .map(SessionBudget::refusal),
                isLeft);
    }

    /** Prepare to keep something of {@code run}, where it limits anything, and of this. */
    HeldReservation reservation(
            CallForecast call, Supplier<OptionalLong> usualOutput, Supplier<PriceList> prices, Ledger run) {
        List<Ledger> limiting =
                Stream.of(run, ledger).filter(any -> !any.limits().isEmpty()).toList();
        return new HeldReservation(
                call,
                experience.computeIfAbsent(List.of(call.provider(), call.model()), model -> new ModelExperience()),
                limiting.isEmpty() ? OptionalLong.empty() : usualOutput.get(),
                one -> prices.get().bill(List.of(one)).known().usd(),
                limiting,
                brake);
    }

    /** Return what is left of what all runs may use. */
    public Remaining remaining() {
        synchronized (brake) {
            return RemainingOf.ledgers(List.of(ledger));
        }
    }

    Brake brake() {
        return brake;
    }

    Ledger ledger() {
        return ledger;
    }

    private SessionLimit limit(ReachedLimit limit) {
        return new SessionLimit(role, limit.metric(), limit.used(), limit.allowed(), limit.next());
    }

    private static String refusal(SessionLimit limit) {
        return "TokenBudget did not send this call: " + limit.inWords() + ". " + limit.remedy();
    }

    /** Return what was used and what is allowed, in words without a full stop, once nothing is left. */
    public Optional<String> usedUp() {
        return reached().map(SessionLimit::inWords);
    }

    void add(Spending more) {
        synchronized (brake) {
            ledger.add(more);
            Spending spending = ledger.used();
            budget.limits().entrySet().stream()
                    .filter(spending::isNear)
                    .filter(limit -> warned.add(limit.getKey()))
                    .forEach(limit -> LOG.get()
                            .log(
                                    System.Logger.Level.WARNING,
                                    (role == ModelCall.Role.JUDGE ? "The session's judge " : "The session ")
                                            + spending.inWords(limit) + " ("
                                            + SessionLimit.setting(role, limit.getKey())
                                            + ")."));
        }
    }

    private Optional<SessionLimit> reached() {
        synchronized (brake) {
            return ledger.reached().map(this::limit);
        }
    }

    /** Whether it matters to the session what calls cost. */
    boolean limitsCost() {
        return budget.limits().containsKey(Metric.COST_USD);
    }

    /** Warn once of what {@code bill} has no price of: a limit on costs cannot count it. */
    void warnOfUnpriced(Bill bill) {
        synchronized (brake) {
            if (limitsCost() && !warnedOfUnpriced && !bill.unpriced().isEmpty()) {
                warnedOfUnpriced = true;
                LOG.get()
                        .log(
                                System.Logger.Level.WARNING,
                                "The session's budget (" + SessionLimit.setting(role, Metric.COST_USD)
                                        + ") does not count calls of unknown cost: "
                                        + bill.unpriced()
                                                .values()
                                                .iterator()
                                                .next()
                                                .sentence());
            }
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
