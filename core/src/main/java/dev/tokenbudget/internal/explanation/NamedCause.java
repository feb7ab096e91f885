package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.explanation.Cause.Kind;
import dev.tokenbudget.internal.text.Figures;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A cause that the first line names.
 *
 * @param cause the cause
 * @param overhead what the provider counts of the text that changed beyond its estimate, where the line mentions both together
 * @param overheadOfChangedText whether a cause that is overhead is what the provider counts of texts that changed
 */
record NamedCause(Cause cause, Optional<Cause> overhead, boolean overheadOfChangedText) {

    private static final Set<Kind> ESTIMATED = Set.of(
            Kind.SYSTEM_PROMPT,
            Kind.TOOL_DEFINITIONS,
            Kind.RESPONSE_FORMAT,
            Kind.HISTORY,
            Kind.TOOL_RESULTS,
            Kind.USER_INPUT);

    private static final BigDecimal ONE_POINT = BigDecimal.ONE;

    /** A third cause is named where it is at least a tenth of the first. */
    private static final int TENTH = 10;

    private static final int MOST_FURTHER_CAUSES = 2;

    /**
     * Return the causes to name: the first, the largest of the others, and one more that is not much smaller.
     *
     * @param causes all causes, in order
     * @param overheadOfChangedText whether the provider's overhead is what it counts of texts that changed beyond their estimate
     */
    static List<NamedCause> of(List<Cause> causes, boolean overheadOfChangedText) {
        if (causes.stream().noneMatch(NamedCause::isNotable)) {
            return List.of();
        }
        Cause first = causes.get(0);
        Optional<Cause> overhead = causes.stream()
                .filter(cause -> overheadOfChangedText && isOverheadOf(first, cause))
                .findFirst();
        List<NamedCause> named = new ArrayList<>(List.of(new NamedCause(first, overhead, overheadOfChangedText)));
        causes.stream()
                .skip(1)
                .filter(cause -> isNotable(cause) && !overhead.equals(Optional.of(cause)))
                .sorted((one, other) ->
                        other.tokens().abs().compareTo(one.tokens().abs()))
                .limit(MOST_FURTHER_CAUSES)
                .filter(cause -> named.size() == 1 || isComparable(cause, first))
                .map(cause -> new NamedCause(cause, Optional.empty(), overheadOfChangedText))
                .forEach(named::add);
        return named;
    }

    Kind kind() {
        return cause.kind();
    }

    boolean tellsRepeats() {
        return CauseText.tellsRepeats(cause);
    }

    String text() {
        return cause.text() + counting();
    }

    String asFirst() {
        return isUnexplained()
                ? amount() + " are unexplained: " + cause.text()
                : cause.text() + (CauseText.isPlural(cause) ? " explain " : " explains ") + amount() + counting();
    }

    String asFurther() {
        boolean ofText = cause.kind() == Kind.OVERHEAD && overheadOfChangedText;
        return (ofText ? CauseText.COUNT_OF_CHANGED_TEXT : cause.kind().label()) + " " + amount();
    }

    private boolean isUnexplained() {
        return switch (cause.kind()) {
            case UNSEEN_INPUT, SAME_TEXT -> true;
            case OVERHEAD -> !overheadOfChangedText;
            default -> false;
        };
    }

    /** Tenths of a point add up to the percentage that the sentence begins with. */
    private String amount() {
        Optional<BigDecimal> points = cause.points()
                .map(own -> own.add(overhead.flatMap(Cause::points).orElse(BigDecimal.ZERO)));
        return points.map(number -> Figures.points(number.doubleValue()))
                .orElseGet(() -> Figures.change(tokens().doubleValue()) + " tokens a run");
    }

    private BigInteger tokens() {
        return cause.tokens().add(overhead.map(Cause::tokens).orElse(BigInteger.ZERO));
    }

    private String counting() {
        return overhead.map(counted ->
                        counted.tokens().doubleValue() / cause.tokens().doubleValue())
                .map(more ->
                        " (the provider counts " + Figures.share(Math.abs(more)) + (more > 0 ? " more" : " less") + ")")
                .orElse("");
    }

    private static boolean isOverheadOf(Cause section, Cause cause) {
        return cause.kind() == Kind.OVERHEAD
                && ESTIMATED.contains(section.kind())
                && isNotable(cause)
                && cause.tokens().abs().compareTo(section.tokens().abs()) <= 0;
    }

    private static boolean isComparable(Cause cause, Cause first) {
        BigInteger tenfold = cause.tokens().abs().multiply(BigInteger.valueOf(TENTH));
        return tenfold.compareTo(first.tokens().abs()) >= 0;
    }

    private static boolean isNotable(Cause cause) {
        return cause.points()
                .map(points -> points.abs().compareTo(ONE_POINT) >= 0)
                .orElse(cause.tokens().signum() != 0);
    }
}
