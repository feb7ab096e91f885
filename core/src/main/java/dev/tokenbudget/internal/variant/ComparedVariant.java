package dev.tokenbudget.internal.variant;

import dev.tokenbudget.internal.statistics.SuccessCount;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A variant beside the one in use: whether it is cheaper, and shown to be no worse.
 *
 * @param measured the variant
 * @param inUse the one in use
 * @param cost what a success costs; absent where the US dollars of one of both are not known
 * @param success how often both succeed
 */
public record ComparedVariant(
        MeasuredVariant measured, MeasuredVariant inUse, Optional<CostDifference> cost, SuccessDifference success) {

    private static final int FEWEST = 2;

    static ComparedVariant of(MeasuredVariant measured, MeasuredVariant inUse, double margin) {
        return new ComparedVariant(
                measured,
                inUse,
                CostDifference.between(inUse, measured),
                SuccessDifference.between(inUse.successes(), measured.successes(), margin));
    }

    /** Whether it is cheaper and shown to be no worse. */
    public boolean isShown() {
        return isComparable()
                && success.isShown()
                && cost.filter(CostDifference::isProved).isPresent();
    }

    /** Whether both were measured live, and more than once. */
    boolean isComparable() {
        return !isReplayed() && fewestAttempts() >= FEWEST;
    }

    /** Whether answers were replayed, which say nothing of how often a variant succeeds today. */
    boolean isReplayed() {
        return measured.runs().replayCount() > 0 || inUse.runs().replayCount() > 0;
    }

    /** Return how many attempts the one has that has fewer. */
    int fewestAttempts() {
        return Math.min(attempts(measured), attempts(inUse));
    }

    private static int attempts(MeasuredVariant variant) {
        SuccessCount successes = variant.successes();
        return successes.attempted();
    }

    /**
     * Return how many runs of each are needed to show what is not shown; nothing where all is, or no affordable number would
     * if the figures stay as they are.
     */
    public OptionalInt runsNeeded() {
        if (isShown() || isReplayed()) {
            return OptionalInt.empty();
        }
        if (!isComparable()) {
            return SuccessDifference.fewestRuns(success.margin());
        }
        boolean costOpen = cost.filter(known -> !known.isProved()).isPresent();
        OptionalInt ofCost = cost.map(CostDifference::runsNeeded).orElse(OptionalInt.empty());
        if (costOpen && ofCost.isEmpty()
                || !success.isShown() && success.runsNeeded().isEmpty()) {
            return OptionalInt.empty();
        }
        int needed =
                Math.max(costOpen ? ofCost.getAsInt() : 0, success.runsNeeded().orElse(0));
        return needed == 0 ? OptionalInt.empty() : OptionalInt.of(Math.max(needed, fewestAttempts() + 1));
    }

    /** Return what the comparison shows, as a sentence, and what would show more. */
    public String sentence() {
        return new VariantText(this).sentence();
    }
}
