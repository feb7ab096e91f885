package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.run.TaskId;
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

    /** Return what the branches agree on: the other tasks have no baseline until one is accepted. */
    public Baseline agreed() {
        Baseline agreed = baseline;
        for (BaselineConflict conflict : conflicts) {
            for (TaskId task : conflict.disputed()) {
                agreed = agreed.without(task);
            }
        }
        return agreed;
    }
}
