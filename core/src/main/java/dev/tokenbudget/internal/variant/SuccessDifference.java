package dev.tokenbudget.internal.variant;

import dev.tokenbudget.internal.statistics.NonInferiorityTest;
import dev.tokenbudget.internal.statistics.SuccessCount;
import java.util.OptionalInt;

/**
 * How often one variant succeeds beside the variant in use, and whether that shows that it is no worse.
 *
 * @param margin by how much smaller a share still counts as no worse, as a fraction
 * @param isShown whether the variant is shown to be no worse
 * @param mostLost by how much smaller its share may be at most, as a fraction; 0 where it is proved to be larger
 * @param runsNeeded how many runs of each show it if as large shares go on to succeed; absent where it is shown, or no
 *     affordable number does
 */
public record SuccessDifference(double margin, boolean isShown, double mostLost, OptionalInt runsNeeded) {

    /** How often a variant that is worse by the margin is called no worse, at most. */
    static final double ALPHA = 0.05;

    /** By so little do figures differ that are told in tenths of a point. */
    private static final double TENTH = 0.001;

    static SuccessDifference between(SuccessCount inUse, SuccessCount other, double margin) {
        NonInferiorityTest test = new NonInferiorityTest(inUse, other);
        boolean shown = test.pValue(margin) <= ALPHA;
        double most = test.mostLost(ALPHA);
        return new SuccessDifference(
                margin,
                shown,
                shown ? Math.min(most, margin) : Math.max(most, margin + TENTH),
                shown ? OptionalInt.empty() : test.runsToShow(margin, ALPHA));
    }

    /** Return how many flawless runs of each show it, the fewest there can be. */
    static OptionalInt fewestRuns(double margin) {
        SuccessCount flawless = new SuccessCount(1, 1);
        return new NonInferiorityTest(flawless, flawless).runsToShow(margin, ALPHA);
    }
}
