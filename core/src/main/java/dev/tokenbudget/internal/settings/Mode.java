package dev.tokenbudget.internal.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a rule deals with chance. */
public enum Mode {
    /** A drift counts that is larger than the tolerance and that noise does not explain. */
    DEFAULT,
    /** A drift counts of which it is proved that it is larger than the tolerance. */
    STRICT,
    /** Means are compared and nothing is asked of chance: for replayed or otherwise deterministic agents. */
    EXACT,
    /** As {@link #DEFAULT}, but nothing fails the build. */
    REPORT;

    /** Return the name used in files and settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether more runs may change what a rule does to the build: chance is asked, and the answer counts. */
    public boolean isWorthRuns() {
        return this == DEFAULT || this == STRICT;
    }

    /**
     * Return the mode named {@code key}.
     *
     * @throws IllegalArgumentException where there is none; the message lists the modes
     */
    public static Mode named(String key) {
        return Arrays.stream(values())
                .filter(mode -> mode.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no mode '" + key + "'. Use one of "
                        + Arrays.stream(values()).map(Mode::key).collect(Collectors.joining(", ")) + "."));
    }
}
