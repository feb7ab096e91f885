package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.history.UsageSum;
import java.util.OptionalDouble;

/**
 * What figures are computed from.
 *
 * @param sum all calls
 * @param runs how many runs made them
 * @param contextUse the share of its model's context window that the fullest call takes; absent where no window is known
 */
record Used(UsageSum sum, long runs, OptionalDouble contextUse) {

    /** Return how much of {@code amount} there is a run, or nothing where there was no run. */
    OptionalDouble perRun(double amount) {
        return runs == 0 ? OptionalDouble.empty() : OptionalDouble.of(amount / runs);
    }
}
