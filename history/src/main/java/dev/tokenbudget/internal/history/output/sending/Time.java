package dev.tokenbudget.internal.history.output.sending;

import dev.tokenbudget.internal.history.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When is sent.
 *
 * @param now the present
 * @param days how many days back runs are looked for that were not sent yet
 */
record Time(Instant now, int days) {

    /** Return all that a history may hold; clocks elsewhere may be a day ahead. */
    Period always() {
        return new Period(LocalDate.EPOCH, tomorrow().plusDays(1));
    }

    Period recently() {
        return Period.endingWith(tomorrow(), days + 1);
    }

    private LocalDate tomorrow() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
    }
}
