package dev.tokenbudget.internal.run;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Reads the moments of a run log: two a call, hundreds of thousands in a large one. */
final class Moment {

    private static final int LENGTH_TO_THE_SECOND = "2026-11-23T10:15:30".length();
    private static final int DECIMALS_OF_A_SECOND = 9;

    private Moment() {}

    /**
     * Return what {@link Instant#parse} returns, several times as fast where {@code text} has the form of {@link
     * Instant#toString} and a year of four digits.
     *
     * @throws java.time.DateTimeException if it is no moment
     */
    static Instant parse(String text) {
        int end = text.length() - 1;
        boolean usual = end >= LENGTH_TO_THE_SECOND
                && end <= LENGTH_TO_THE_SECOND + 1 + DECIMALS_OF_A_SECOND
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(end) == 'Z'
                && (end == LENGTH_TO_THE_SECOND || text.charAt(LENGTH_TO_THE_SECOND) == '.');
        int year = usual ? digits(text, 0, 4) : -1;
        int month = usual ? digits(text, 5, 7) : -1;
        int day = usual ? digits(text, 8, 10) : -1;
        int hour = usual ? digits(text, 11, 13) : -1;
        int minute = usual ? digits(text, 14, 16) : -1;
        int second = usual ? digits(text, 17, 19) : -1;
        int nanos = usual ? nanos(text, end) : -1;
        if ((year | month | day | hour | minute | second | nanos) < 0 || hour > 23 || second > 59) {
            return Instant.parse(text);
        }
        return LocalDateTime.of(year, month, day, hour, minute, second, nanos).toInstant(ZoneOffset.UTC);
    }

    private static int nanos(String text, int end) {
        if (end == LENGTH_TO_THE_SECOND) {
            return 0;
        }
        int nanos = digits(text, LENGTH_TO_THE_SECOND + 1, end);
        for (int decimals = end - LENGTH_TO_THE_SECOND - 1; decimals < DECIMALS_OF_A_SECOND; decimals++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Return the number that stands from {@code begin} to {@code end}, or -1 where something else is there. */
    private static int digits(String text, int begin, int end) {
        int number = 0;
        for (int i = begin; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
