package dev.tokenbudget.internal.html;

import java.time.Duration;

/** Write times as a reader compares them: {@code 340 ms}, {@code 1.2 s}, {@code 2 min 5 s}. */
public final class Durations {

    private static final int MILLIS = 1_000;
    private static final int TENTH = 100;
    private static final int TENTHS = 10;
    private static final int MINUTE = 60;

    private Durations() {}

    /** Return {@code time} in words. */
    public static String inWords(Duration time) {
        if (time.toMillis() < MILLIS) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() < MINUTE) {
            long tenths = (time.toMillis() + TENTH / 2) / TENTH;
            return tenths / TENTHS + "." + tenths % TENTHS + " s";
        }
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
