package dev.tokenbudget.internal.history;

import java.time.LocalDate;

/**
 * Whole days in UTC.
 *
 * @param from the first day
 * @param to the day after the last one
 */
public record Period(LocalDate from, LocalDate to) {

    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("A period ends after it begins, but got " + from + " to " + to + ".");
        }
    }

    /** Return the {@code days} days that end with {@code last}. */
    public static Period endingWith(LocalDate last, int days) {
        LocalDate end = last.plusDays(1);
        return new Period(end.minusDays(days), end);
    }

    /** Return how many days there are. */
    public long days() {
        return to.toEpochDay() - from.toEpochDay();
    }

    /** Return the period of the same length just before this one. */
    public Period before() {
        return new Period(from.minusDays(days()), from);
    }
}
