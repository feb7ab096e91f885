package dev.tokenbudget.internal.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the answers to model calls come from. */
public enum Calls {
    /** From the provider. */
    LIVE,
    /** From the provider, and what was said is kept beside the baselines. */
    RECORD,
    /** From what was recorded; no connection is opened. */
    REPLAY;

    /** Return the name used in files and settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Return the constant named {@code key}.
     *
     * @throws IllegalArgumentException where there is none; the message lists the names
     */
    public static Calls named(String key) {
        return Arrays.stream(values())
                .filter(calls -> calls.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Use one of "
                        + Arrays.stream(values()).map(Calls::key).collect(Collectors.joining(", ")) + "."));
    }
}
