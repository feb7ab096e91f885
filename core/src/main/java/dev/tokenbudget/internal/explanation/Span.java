package dev.tokenbudget.internal.explanation;

import java.util.Collection;
import java.util.Optional;

/**
 * By how much the calls of a run changed in size: the position where they did least, and the one where they did most.
 *
 * @param least tokens a call
 * @param most tokens a call, no fewer
 */
record Span(Rational least, Rational most) {

    /** Nothing is said of single calls. */
    static final Span NOTHING = new Span(Rational.ZERO, Rational.ZERO);

    /** Changes that differ by one part in so many are the same. */
    private static final int PARTS = 50;

    private static final Rational ONE_TOKEN = Rational.of(1);

    static Span of(Rational change) {
        return new Span(change, change);
    }

    /** Return what is true of the calls of all {@code spans}. */
    static Optional<Span> of(Collection<Span> spans) {
        return spans.stream().reduce(Span::with);
    }

    Span with(Span other) {
        return new Span(
                least.compareTo(other.least) <= 0 ? least : other.least,
                most.compareTo(other.most) >= 0 ? most : other.most);
    }

    /** Whether every call changed by as much as the others, so that calls × change is the change of a run. */
    boolean isEven() {
        Rational apart = most.minus(least);
        return middle().signum() != 0
                && (apart.compareTo(ONE_TOKEN) <= 0 || apart.times(PARTS).compareTo(middle().abs()) <= 0);
    }

    Rational middle() {
        return least.middle(most);
    }

    /** Return the largest change in the direction of {@code change}. */
    Rational furthest(Rational change) {
        return change.signum() < 0 ? least : most;
    }
}
