package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.verdict.Comparison;
import java.util.Optional;

/** What the measured tasks cost, as a line for the console. */
public final class ConsoleCost {

    private ConsoleCost() {}

    /** Return the line; absent where nothing was measured. */
    public static Optional<String> of(Comparison comparison) {
        return comparison.cost().map(SuiteCost::sentence).map(ConsoleLine::of);
    }
}
