package dev.tokenbudget.html;

import java.time.Duration;
import java.util.Locale;

/** Write times as a reader compares them: {@code 340 ms}, {@code 1.2 s}, {@code 2 min 5 s}. */
final class Durations {

    private static final int MILLIS = 1_000;
    private static final int MINUTE = 60;

    private Durations() {}

    static String inWords(Duration time) {
        if (time.toMillis() < MILLIS) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / (double) MILLIS);
        }
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
