package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.history.Period;

/** Days as people name them. */
final class Days {

    private Days() {}

    /** Return such as {@code 2026-11-01 to 2026-11-30}, both of them included. */
    static String inWords(Period period) {
        return period.days() == 1
                ? period.from().toString()
                : period.from() + " to " + period.to().minusDays(1);
    }
}
