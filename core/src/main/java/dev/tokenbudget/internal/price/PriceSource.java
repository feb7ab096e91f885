package dev.tokenbudget.internal.price;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Which price list it is.
 *
 * @param source where its prices come from
 * @param date the day that its prices are of
 */
public record PriceSource(String source, LocalDate date) {

    /** Return how old the prices are in days; 0 for a list of today or of a day to come. */
    public long ageInDays(LocalDate today) {
        return Math.max(0, ChronoUnit.DAYS.between(date, today));
    }
}
