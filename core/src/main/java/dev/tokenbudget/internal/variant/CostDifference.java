package dev.tokenbudget.internal.variant;

import dev.tokenbudget.internal.statistics.CostPerSuccess;
import dev.tokenbudget.internal.statistics.Drift;
import dev.tokenbudget.internal.statistics.RunsNeeded;
import dev.tokenbudget.internal.statistics.SampleSeed;
import dev.tokenbudget.internal.statistics.SampleSummary;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a success of one variant costs beside that of the variant in use.
 *
 * @param before US dollars of the variant in use
 * @param after US dollars of the other one
 * @param p how probable it is by chance that it is lower by so much
 * @param runsNeeded how many runs of each show such a difference in four of five cases; absent where it is not lower, or by
 *     so little that no affordable number does
 */
public record CostDifference(double before, double after, double p, OptionalInt runsNeeded) {

    /** One side of 5 %: costs are skewed, and of few runs the test says "lower" a little too often. */
    static final double ALPHA = 0.025;

    static Optional<CostDifference> between(MeasuredVariant inUse, MeasuredVariant other) {
        return inUse.dollars()
                .flatMap(from -> other.dollars().map(to -> between(inUse.runs().task() + other.name(), from, to)));
    }

    private static CostDifference between(String question, CostPerSuccess from, CostPerSuccess to) {
        double before = from.mean().orElseThrow();
        double after = to.mean().orElseThrow();
        return new CostDifference(
                before,
                after,
                to.pOfBeingLower(from, SampleSeed.of(question, from.costs(), to.costs())),
                after < before
                        ? RunsNeeded.of(Math.max(variation(from), variation(to)), before / after - 1)
                        : OptionalInt.empty());
    }

    private static double variation(CostPerSuccess cost) {
        return SampleSummary.of(cost.costs()).coefficientOfVariation().orElse(0);
    }

    /** Return how far it is from the cost of the variant in use, as a fraction: -0.6 for 60 % less. */
    public double change() {
        return Drift.of(before, after);
    }

    /** Whether it is lower, be it by chance or not. */
    public boolean isLower() {
        return after < before;
    }

    /** Whether it is lower, and not by chance. */
    public boolean isProved() {
        return isLower() && p <= ALPHA;
    }
}
