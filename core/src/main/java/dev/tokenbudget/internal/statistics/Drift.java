package dev.tokenbudget.internal.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/** How far a figure moved, as a fraction of what it was: 0.3 for +30 %. */
public final class Drift {

    private Drift() {}

    /** Return the drift from {@code before} to {@code after}; from 0, any growth is infinite. */
    public static double of(double before, double after) {
        return before == after ? 0 : after / before - 1;
    }

    /** Return the drift where both figures are known. */
    public static OptionalDouble of(OptionalDouble before, OptionalDouble after) {
        return before.isPresent() && after.isPresent()
                ? OptionalDouble.of(of(before.getAsDouble(), after.getAsDouble()))
                : OptionalDouble.empty();
    }

    /** Return the drift of the mean where both samples are known. */
    public static OptionalDouble ofMeans(Optional<SampleSummary> before, Optional<SampleSummary> after) {
        return before.isPresent() && after.isPresent()
                ? OptionalDouble.of(of(before.get().mean(), after.get().mean()))
                : OptionalDouble.empty();
    }
}
