package dev.tokenbudget.internal.explanation;

import java.util.Collection;
import java.util.Optional;

/**
 * By how much the calls of a run changed in size: the position where they did least, and the one where they did most.
 *
 * @param least tokens a call
 * @param most tokens a call, no fewer
 */
record Span(double least, double most) {

    /** Nothing is said of single calls. */
    static final Span NOTHING = new Span(0, 0);

    /** Changes that differ by one part in so many are the same. */
    private static final int PARTS = 50;

    private static final double ONE_TOKEN = 1;

    /** What doubles leave of sizes that are the same. */
    private static final double NO_CHANGE = 1e-6;

    static Span of(double change) {
        return new Span(change, change);
    }

    /** Return what is true of the calls of all {@code spans}. */
    static Optional<Span> of(Collection<Span> spans) {
        return spans.stream().reduce(Span::with);
    }

    Span with(Span other) {
        return new Span(Math.min(least, other.least), Math.max(most, other.most));
    }

    /** Whether every call changed by as much as the others, so that calls × change is the change of a run. */
    boolean isEven() {
        double apart = most - least;
        double size = Math.abs(middle());
        return size > NO_CHANGE && (apart <= ONE_TOKEN || apart * PARTS <= size);
    }

    double middle() {
        return (least + most) / 2;
    }

    /** Return the largest change in the direction of {@code change}. */
    double furthest(double change) {
        return change < 0 ? least : most;
    }
}
