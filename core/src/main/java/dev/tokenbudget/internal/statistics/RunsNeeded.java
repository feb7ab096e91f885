package dev.tokenbudget.internal.statistics;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How many runs show a drift with a power of 80 %: the smallest n at which {@link DetectableDrift} of a baseline and a
 * candidate of n runs each is no larger; about 2 ((t₀.₉₅ + t₀.₈₀) · CV / ln(1 + drift))².
 */
public final class RunsNeeded {

    /** More runs than these are never planned. */
    public static final int MOST = 10_000;

    /** Fewer are compared without a test. */
    private static final int FEWEST = 3;

    private RunsNeeded() {}

    /**
     * Return the number of runs; nothing where it is more than {@link #MOST}.
     *
     * @param variation the coefficient of variation of the runs
     * @param drift the drift that is to be seen, as a fraction: 0.15 for +15 %
     */
    public static OptionalInt of(double variation, double drift) {
        if (!isEnough(MOST, variation, drift)) {
            return OptionalInt.empty();
        }
        int tooFew = FEWEST - 1;
        int enough = MOST;
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (isEnough(middle, variation, drift)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return OptionalInt.of(enough);
    }

    /** Whether {@code runs} vary so much that as many do not show {@code drift}; unknown of a single one, which is too few. */
    public static boolean areMoreThan(SampleSummary runs, double drift) {
        OptionalDouble variation = runs.coefficientOfVariation();
        // what does not vary at all is certain
        return runs.n() == 1
                || variation.orElse(0) > 0 && of(variation.getAsDouble(), drift).orElse(MOST) > runs.n();
    }

    private static boolean isEnough(int runs, double variation, double drift) {
        return DetectableDrift.of(new PooledVariation(variation, 2 * runs - 2, runs, runs)) <= drift;
    }
}
