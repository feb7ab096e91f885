package dev.tokenbudget.run;

import dev.tokenbudget.text.Figures;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What all runs of a session may use together, and what they have used so far. Safe to use from any thread. */
public final class SessionBudget {

    static final String CURE = "Run fewer tasks, or raise tokenbudget.maxTotal.";

    private static final System.Logger LOG = System.getLogger(SessionBudget.class.getName());

    private final long maxTotal;
    private final AtomicLong used = new AtomicLong();
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Limit a session.
     *
     * @param maxTotal the input + output tokens from which on no call is sent any more
     */
    public SessionBudget(long maxTotal) {
        this.maxTotal = maxTotal;
    }

    /** Return a budget that allows everything. */
    public static SessionBudget unlimited() {
        return new SessionBudget(Long.MAX_VALUE);
    }

    /** Add a call that is part of no run: it costs what any other costs. */
    public void add(LooseCall loose) {
        if (loose.call().isBilled()) {
            add(Spending.total(loose.call()));
        }
    }

    /** Return why no call may be sent any more, in words, or nothing where one may. */
    public Optional<String> refusal() {
        return usedUp().map(words -> "TokenBudget did not send this call: " + words + ". " + CURE);
    }

    /** Return what was used and what is allowed, in words without a full stop, once nothing is left. */
    public Optional<String> usedUp() {
        OptionalLong reached = reached();
        return reached.isPresent() ? Optional.of(inWords(reached.getAsLong(), maxTotal)) : Optional.empty();
    }

    void add(long tokens) {
        long now = used.addAndGet(tokens);
        if (Spending.isNearly(now, maxTotal) && warned.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The session has used " + Figures.count(now) + " of its " + Figures.count(maxTotal)
                            + " tokens (tokenbudget.maxTotal).");
        }
    }

    /** Return what was used, where the limit is reached. */
    OptionalLong reached() {
        long now = used.get();
        return now >= maxTotal ? OptionalLong.of(now) : OptionalLong.empty();
    }

    long maxTotal() {
        return maxTotal;
    }

    static String inWords(long used, long allowed) {
        return "the session had used " + Figures.count(used) + " tokens, and its budget is " + Figures.count(allowed)
                + " (tokenbudget.maxTotal)";
    }
}
