package dev.tokenbudget.internal.price;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Prices and when they are valid, in UTC.
 *
 * @param from the first day, where there is one
 * @param hours the hours of the day, where they are limited
 * @param price the prices
 */
public record DatedPrice(Optional<LocalDate> from, Optional<Hours> hours, TieredPrice price) {

    /**
     * Hours of every day; they may pass midnight.
     *
     * @param start the first moment
     * @param end the first moment after them
     */
    public record Hours(LocalTime start, LocalTime end) {

        boolean contain(LocalTime time) {
            boolean started = !time.isBefore(start);
            boolean ended = !time.isBefore(end);
            return start.isAfter(end) ? started || !ended : started && !ended;
        }
    }

    boolean isValidAt(Instant instant) {
        if (from.isEmpty() && hours.isEmpty()) {
            return true;
        }
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        return from.filter(day -> time.toLocalDate().isBefore(day)).isEmpty()
                && hours.filter(these -> !these.contain(time.toLocalTime())).isEmpty();
    }

    DatedPrice times(BigDecimal factor) {
        return new DatedPrice(from, hours, price.times(factor));
    }
}
