package dev.tokenbudget.internal.baseline;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A build whose runs are part of a baseline.
 *
 * @param id the build's id
 * @param date the day on which its first run began, in UTC, by its first moment
 * @param commit the commit that was built, where known
 * @param runs how many runs of the task it made
 * @param firstLook how many of its samples its first look had, where what these used decided whether more were made; absent
 *     where nothing was decided by that
 * @param estimated the recording that its runs replayed, by what stands for it, where their tokens are estimates; absent where a
 *     provider reported them
 * @param prices what models cost then, in words, by the price list's name of the model; empty where that was not asked
 */
public record BaselineBuild(
        String id,
        Instant date,
        Optional<String> commit,
        int runs,
        OptionalInt firstLook,
        Optional<String> estimated,
        SortedMap<String, String> prices) {

    public BaselineBuild {
        prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
    }

    /** Create a build of which no prices are known. */
    public BaselineBuild(String id, Instant date, Optional<String> commit, int runs) {
        this(id, date, commit, runs, OptionalInt.empty(), Optional.empty(), new TreeMap<>());
    }

    /** Return this build as one whose runs replayed {@code recording}. */
    BaselineBuild estimatedBy(String recording) {
        return new BaselineBuild(id, date, commit, runs, firstLook, Optional.of(recording), prices);
    }

    /** Return this build as one that began at another time. */
    public BaselineBuild at(Instant other) {
        return new BaselineBuild(id, other, commit, runs, firstLook, estimated, prices);
    }
}
