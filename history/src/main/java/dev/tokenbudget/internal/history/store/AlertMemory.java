package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;

import java.time.Duration;
import java.time.Instant;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * Which alerts were posted, so that none is posted twice, by however many processes: one claims it, posts it, and says so. A claim
 * of a process that died holds for a while.
 */
public final class AlertMemory {

    private static final Duration HOLDS = Duration.ofMinutes(15);

    private final DSLContext sql;

    AlertMemory(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * What an alert is known by.
     *
     * @param rule the rule's name, and which of its limits was crossed
     * @param subject of what
     * @param from the begin of the time
     */
    public record Key(String rule, String subject, Instant from) {}

    /** Claim an alert, and return whether nobody else has it: the caller is to post it. */
    public boolean claim(Key key, String statement, Instant now) {
        int inserted = sql.insertInto(ALERTS)
                .set(RULE, key.rule)
                .set(SUBJECT, key.subject)
                .set(STARTS, Columns.utc(key.from))
                .set(STATEMENT, statement)
                .set(CLAIMED_AT, Columns.utc(now))
                .onConflictDoNothing()
                .execute();
        return inserted > 0
                || sql.update(ALERTS)
                                .set(CLAIMED_AT, Columns.utc(now))
                                .where(is(key))
                                .and(SENT_AT.isNull())
                                .and(CLAIMED_AT.lt(Columns.utc(now.minus(HOLDS))))
                                .execute()
                        > 0;
    }

    /** Remember that a claimed alert was posted. */
    public void sent(Key key, Instant now) {
        sql.update(ALERTS).set(SENT_AT, Columns.utc(now)).where(is(key)).execute();
    }

    /** Give a claimed alert back: it could not be posted, and is another time. */
    public void release(Key key) {
        sql.deleteFrom(ALERTS).where(is(key)).and(SENT_AT.isNull()).execute();
    }

    private static Condition is(Key key) {
        return RULE.eq(key.rule).and(SUBJECT.eq(key.subject)).and(STARTS.eq(Columns.utc(key.from)));
    }
}
