package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.Period;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The days that the page tells of, in UTC.
 *
 * @param today the last of them, which need not be over
 */
record Spans(LocalDate today) {

    private static final int WEEK = 7;
    private static final int RECENT = 30;
    private static final int YEARS = 2;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /** Return the seven days that end today. */
    Period week() {
        return Period.endingWith(today, WEEK);
    }

    /** Return the calendar month until today. */
    Period month() {
        return new Period(today.withDayOfMonth(1), today.plusDays(1));
    }

    /** Return the days that rows and the scatter plot sum up. */
    Period recent() {
        return Period.endingWith(today, RECENT);
    }

    /** Return the days that series go back to. */
    Period all() {
        return new Period(today.minusYears(YEARS), today.plusDays(1));
    }

    /** Return the first and the last day, such as {@code 24 Nov to 30 Nov}. */
    static String inWords(Period period) {
        return DAY.format(period.from()) + " to " + DAY.format(period.to().minusDays(1));
    }
}
