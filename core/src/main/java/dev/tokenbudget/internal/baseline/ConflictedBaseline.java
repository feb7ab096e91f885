package dev.tokenbudget.internal.baseline;

import java.util.List;

/**
 * The baselines of a module, in files some of which may be merged halfway.
 *
 * @param baseline what they hold
 * @param conflicts the files whose merge was not finished
 */
public record ConflictedBaseline(Baseline baseline, List<BaselineConflict> conflicts) {

    public ConflictedBaseline {
        conflicts = List.copyOf(conflicts);
    }
}
