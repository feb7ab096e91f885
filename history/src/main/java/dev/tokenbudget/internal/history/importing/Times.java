package dev.tokenbudget.internal.history.importing;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

/** Times of exports, in UTC: one that names no zone is in UTC, as the systems that write such say. */
final class Times {

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd['T'HH:mm[:ss")
            .appendFraction(NANO_OF_SECOND, 0, 9, true)
            .appendPattern("]][XXX][XX][X]")
            .toFormatter();

    /** Whole seconds have at most ten digits until the year 2286; thousandths of them have three more, and so on. */
    private static final int MOST_DIGITS_OF_SECONDS = 11;

    private Times() {}

    static Instant instant(String name, String text) throws NotUnderstoodException {
        try {
            return text.matches("\\d+(\\.\\d+)?") ? epoch(text) : written(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new NotUnderstoodException(name + " is \"" + text + "\", which is no time");
        }
    }

    private static Instant written(String text) {
        String iso = text.replace(' ', 'T')
                .replaceFirst("T?(UTC|GMT|Z)$", "Z")
                .replaceFirst("T([+-]\\d\\d:?(\\d\\d)?)$", "$1");
        TemporalAccessor time = FORM.parseBest(iso, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (time instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        return time instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC)
                : LocalDate.from(time).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Instant epoch(String text) {
        BigDecimal number = new BigDecimal(text);
        BigDecimal seconds = number;
        while (seconds.precision() - seconds.scale() > MOST_DIGITS_OF_SECONDS) {
            seconds = seconds.movePointLeft(3);
        }
        long whole = seconds.longValue();
        return Instant.ofEpochSecond(
                whole,
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }
}
