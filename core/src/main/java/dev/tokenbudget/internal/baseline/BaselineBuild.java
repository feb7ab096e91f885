package dev.tokenbudget.internal.baseline;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A build whose runs are part of a baseline.
 *
 * @param id the build's id
 * @param date the day on which its first run began, in UTC, by its first moment
 * @param commit the commit that was built, where known
 * @param runs how many runs of the task it made
 * @param prices what models cost then, in words, by the price list's name of the model; empty where that was not asked
 */
public record BaselineBuild(
        String id, Instant date, Optional<String> commit, int runs, SortedMap<String, String> prices) {

    public BaselineBuild {
        prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
    }

    /** Create a build of which no prices are known. */
    public BaselineBuild(String id, Instant date, Optional<String> commit, int runs) {
        this(id, date, commit, runs, new TreeMap<>());
    }
}
