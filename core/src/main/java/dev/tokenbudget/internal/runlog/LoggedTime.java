package dev.tokenbudget.internal.runlog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Reads times of run logs. */
final class LoggedTime {

    private static final String FORM = "0000-00-00T00:00:00Z";
    private static final int SECOND_ENDS = FORM.length() - 1;
    private static final int NANO_DIGITS = 9;

    private LoggedTime() {}

    /**
     * Return the time that {@code text} is, such as {@code 2026-11-23T10:15:30.123456Z}. Written out, since each call has one, and
     * {@link Instant#parse}, which reads all other forms, takes longer than all else that makes a call of its fields.
     *
     * @throws DateTimeException if it is none
     */
    static Instant parse(String text) {
        return isUsual(text) ? usual(text) : Instant.parse(text);
    }

    private static Instant usual(String text) {
        LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        long seconds = day.toEpochDay() * 86_400
                + number(text, 11, 13) * 3_600L
                + number(text, 14, 16) * 60L
                + number(text, 17, SECOND_ENDS);
        int digits = Math.max(0, text.length() - 1 - (SECOND_ENDS + 1));
        long nanos = digits == 0 ? 0 : number(text, SECOND_ENDS + 1, text.length() - 1);
        for (int i = digits; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    /** Whether it has the form that is written here, of a time that every day has. */
    private static boolean isUsual(String text) {
        int end = text.length() - 1;
        if (end < SECOND_ENDS || end > SECOND_ENDS + 1 + NANO_DIGITS || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char form = i < SECOND_ENDS ? FORM.charAt(i) : i == SECOND_ENDS ? '.' : '0';
            char found = text.charAt(i);
            if (form == '0' ? found < '0' || found > '9' : found != form) {
                return false;
            }
        }
        return end != SECOND_ENDS + 1
                && number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, SECOND_ENDS) < 60;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
