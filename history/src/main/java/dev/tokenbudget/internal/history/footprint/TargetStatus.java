package dev.tokenbudget.internal.history.footprint;

import java.util.OptionalDouble;

/**
 * A figure beside its target.
 *
 * @param figure the figure
 * @param limit its target
 * @param now in the period; absent where it is not known
 * @param before in the period before; absent where it is not known
 */
record TargetStatus(Efficiency figure, double limit, OptionalDouble now, OptionalDouble before) {

    /** Return {@code met}, {@code missed}, or {@code not known}. */
    String status() {
        if (now.isEmpty()) {
            return "not known";
        }
        return figure.isMet(now.getAsDouble(), limit) ? "met" : "missed";
    }
}
