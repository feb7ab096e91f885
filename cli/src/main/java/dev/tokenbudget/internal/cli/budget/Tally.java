package dev.tokenbudget.internal.cli.budget;

import dev.tokenbudget.internal.history.alert.BudgetNotice;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Optional;

/** What was used of one limit in its present hour or day. Not safe for use by several threads. */
final class Tally {

    private static final double NEAR = 0.8;

    private final SpendingLimit limit;
    private final String value;
    private final Instant from;
    private BigDecimal used = BigDecimal.ZERO;
    private long calls;
    private int underWay;
    private boolean saidNear;
    private boolean saidUsedUp;

    Tally(SpendingLimit limit, String value, Instant from) {
        this.limit = limit;
        this.value = value;
        this.from = from;
    }

    SpendingLimit limit() {
        return limit;
    }

    boolean isOf(Instant now) {
        return from.equals(limit.span().begin(now));
    }

    void begin() {
        underWay++;
    }

    void end() {
        underWay--;
    }

    void add(BigDecimal more) {
        used = used.add(more);
        calls++;
    }

    boolean isUsedUp() {
        return used.compareTo(limit.amount()) >= 0;
    }

    /** Whether one more call may be sent beside those under way: together they use less than is left, as calls are on average. */
    boolean hasRoom() {
        BigDecimal mean = calls == 0 ? BigDecimal.ZERO : used.divide(BigDecimal.valueOf(calls), MathContext.DECIMAL64);
        BigDecimal expected = used.add(mean.multiply(BigDecimal.valueOf(underWay)));
        return underWay == 0 || expected.compareTo(limit.amount()) < 0;
    }

    double share() {
        return used.divide(limit.amount(), MathContext.DECIMAL64).doubleValue();
    }

    boolean isNear() {
        return share() >= NEAR;
    }

    BigDecimal left() {
        return limit.amount().subtract(used).max(BigDecimal.ZERO);
    }

    /** Return that in words, such as "$16.20 of $20 (daily-cost-usd, team payments) are used". */
    String inWords() {
        String subject = limit.subject(value).isEmpty() ? "" : ", " + limit.subject(value);
        return limit.unit().text(used) + " of " + limit.unit().text(limit.amount()) + " (" + limit.name() + subject
                + ") are used since " + from;
    }

    /** Return why no call is sent any more. */
    String refusal() {
        return "TokenBudget did not send this call: " + inWords() + ". Calls are sent again from "
                + limit.span().end(from) + " on; the gateway's option --" + limit.name()
                + " sets how much may be used.";
    }

    /** Return what is to be said now that was not said before in this hour or day. */
    Optional<BudgetNotice> news() {
        if (isUsedUp() && !saidUsedUp) {
            saidUsedUp = true;
            saidNear = true;
            return Optional.of(notice(true));
        }
        if (isNear() && !saidNear) {
            saidNear = true;
            return Optional.of(notice(false));
        }
        return Optional.empty();
    }

    private BudgetNotice notice(boolean isUsedUp) {
        String then = isUsedUp ? "; no call is sent until " + limit.span().end(from) : "";
        return new BudgetNotice(
                limit.name(),
                isUsedUp,
                limit.subject(value),
                from,
                used.doubleValue(),
                limit.amount().doubleValue(),
                inWords() + then + ".");
    }
}
