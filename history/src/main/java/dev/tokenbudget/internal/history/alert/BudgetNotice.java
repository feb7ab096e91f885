package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.history.store.AlertMemory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * What the budget of a gateway outside of tests says of itself.
 *
 * @param budget the budget's name, such as {@code daily-cost-usd}
 * @param isUsedUp whether nothing is left; else little is
 * @param subject whose budget it is, such as {@code team payments}; empty where it is that of all
 * @param from the begin of its hour or day
 * @param used how much was used
 * @param limit how much may be
 * @param statement that in words
 */
public record BudgetNotice(
        String budget, boolean isUsedUp, String subject, Instant from, double used, double limit, String statement)
        implements Notice {

    /** Return by what histories remember that this was posted. */
    AlertMemory.Key key() {
        return new AlertMemory.Key(budget + "/" + level().key(), subject, from);
    }

    private Level level() {
        return isUsedUp ? Level.CRITICAL : Level.YELLOW;
    }

    @Override
    public String id() {
        String text = key().rule() + "\n" + subject + "\n" + from;
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public String title() {
        return level().title();
    }

    @Override
    public AlertJson json() {
        return new AlertJson(
                AlertJson.VERSION,
                id(),
                budget,
                level().key(),
                budget,
                subject,
                from.toString(),
                used,
                limit,
                statement);
    }
}
