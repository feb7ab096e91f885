package dev.tokenbudget.internal.baseline;

import java.time.Instant;
import java.util.Optional;

/**
 * The acceptance of a measurement as a baseline.
 *
 * @param date the day on which the accepted build was measured, in UTC, by its first moment
 * @param reason why the numbers are right
 * @param commit the commit that was measured, where known
 * @param replaced what was accepted before, where that is no part of the baseline any more
 */
public record Acceptance(Instant date, String reason, Optional<String> commit, Optional<ReplacedBaseline> replaced) {

    /** Create an acceptance that replaced nothing. */
    public Acceptance(Instant date, String reason, Optional<String> commit) {
        this(date, reason, commit, Optional.empty());
    }

    /** Return this acceptance as one that replaced {@code former}. */
    Acceptance of(ReplacedBaseline former) {
        return new Acceptance(date, reason, commit, Optional.of(former));
    }

    /** Whether this is an acceptance of the same commit on the same day and for the same reason. */
    boolean isAgain(Acceptance other) {
        return date.equals(other.date) && reason.equals(other.reason) && commit.equals(other.commit);
    }
}
