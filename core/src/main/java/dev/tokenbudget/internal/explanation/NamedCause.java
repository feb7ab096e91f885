package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.explanation.Cause.Kind;
import dev.tokenbudget.internal.text.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A cause that the first line names.
 *
 * @param cause the cause
 * @param overhead what the provider counts of the text that changed beyond its estimate, where the line mentions both together
 * @param figure what is explained
 * @param overheadOfChangedText whether a cause that is overhead is what the provider counts of texts that changed
 */
record NamedCause(Cause cause, Optional<Cause> overhead, Figure figure, boolean overheadOfChangedText) {

    private static final Set<Kind> ESTIMATED = Set.of(
            Kind.SYSTEM_PROMPT,
            Kind.TOOL_DEFINITIONS,
            Kind.RESPONSE_FORMAT,
            Kind.HISTORY,
            Kind.TOOL_RESULTS,
            Kind.USER_INPUT);

    private static final Set<Kind> OF_COST = Set.of(Kind.CACHE, Kind.MODEL, Kind.PRICES);

    private static final BigDecimal ONE_POINT = BigDecimal.ONE;

    /** A third cause is named where it is at least a tenth of the first. */
    private static final int TENTH = 10;

    private static final int MOST_FURTHER_CAUSES = 2;

    /**
     * Return the causes to name: the first, the largest of the others, and one more that is not much smaller.
     *
     * @param causes all causes, in order
     * @param figure what is explained
     * @param overheadOfChangedText whether the provider's overhead is what it counts of texts that changed beyond their estimate
     */
    static List<NamedCause> of(List<Cause> causes, Figure figure, boolean overheadOfChangedText) {
        if (causes.stream().noneMatch(cause -> isNotable(cause, figure))) {
            return List.of();
        }
        Cause first = causes.get(0);
        Optional<Cause> overhead = causes.stream()
                .filter(cause -> overheadOfChangedText && isOverheadOf(first, cause, figure))
                .findFirst();
        List<NamedCause> named =
                new ArrayList<>(List.of(new NamedCause(first, overhead, figure, overheadOfChangedText)));
        causes.stream()
                .skip(1)
                .filter(cause -> isNotable(cause, figure) && !overhead.equals(Optional.of(cause)))
                .sorted((one, other) ->
                        figure.of(other).abs().compareTo(figure.of(one).abs()))
                .limit(MOST_FURTHER_CAUSES)
                .filter(cause -> named.size() == 1 || isComparable(cause, first, figure))
                .map(cause -> new NamedCause(cause, Optional.empty(), figure, overheadOfChangedText))
                .forEach(named::add);
        return named;
    }

    Kind kind() {
        return cause.kind();
    }

    /** Whether it says what changed of tools. */
    boolean tellsTools() {
        return !cause.tools().isEmpty();
    }

    /** Whether {@code fact} is said with it. */
    boolean tells(Fact fact) {
        return ofCost() && cause.text().contains(fact.what());
    }

    boolean tellsRepeats() {
        return CauseText.tellsRepeats(cause);
    }

    String text() {
        return cause.text() + inParentheses(counting());
    }

    String asFirst() {
        if (ofCost()) {
            return cause.text() + ": " + amount() + inParentheses(inDollars());
        }
        return isUnexplained()
                ? amount() + inParentheses(inDollars()) + " are unexplained: " + cause.text()
                : cause.text()
                        + (CauseText.isPlural(cause) ? " explain " : " explains ")
                        + amount()
                        + inParentheses(inDollars(), counting());
    }

    String asFurther() {
        boolean ofText = cause.kind() == Kind.OVERHEAD && overheadOfChangedText;
        String label = ofText ? CauseText.COUNT_OF_CHANGED_TEXT : ofCost() ? cause.text() + ":" : cause.label();
        return label + " " + amount() + (figure == Figure.COST ? inParentheses(inDollars()) : "");
    }

    /** Whether this moves the cost and no tokens. */
    private boolean ofCost() {
        return OF_COST.contains(cause.kind());
    }

    private static String inParentheses(String... asides) {
        String told = Arrays.stream(asides).filter(aside -> !aside.isEmpty()).collect(Collectors.joining("; "));
        return told.isEmpty() ? "" : " (" + told + ")";
    }

    /** Return the dollars behind the points; nothing where they are not known, or are the amount already. */
    private String inDollars() {
        boolean told = figure == Figure.COST && figure.points(cause).isEmpty();
        return told || cause.usd().isEmpty() ? "" : Figure.dollars(sum(Figure.COST));
    }

    private BigDecimal sum(Figure of) {
        return of.of(cause).add(overhead.map(of::of).orElse(BigDecimal.ZERO));
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
        Optional<BigDecimal> points = figure.points(cause)
                .map(own -> own.add(overhead.flatMap(figure::points).orElse(BigDecimal.ZERO)));
        return points.map(number -> Figures.points(number.doubleValue())).orElseGet(() -> figure.change(sum(figure)));
    }

    private String counting() {
        return overhead.map(counted ->
                        counted.tokens().doubleValue() / cause.tokens().doubleValue())
                .map(more -> "the provider counts " + Figures.share(Math.abs(more)) + (more > 0 ? " more" : " less"))
                .orElse("");
    }

    private static boolean isOverheadOf(Cause section, Cause cause, Figure figure) {
        return cause.kind() == Kind.OVERHEAD
                && ESTIMATED.contains(section.kind())
                && isNotable(cause, figure)
                && section.tokens().signum() != 0
                && figure.of(cause).abs().compareTo(figure.of(section).abs()) <= 0;
    }

    private static boolean isComparable(Cause cause, Cause first, Figure figure) {
        BigDecimal tenfold = figure.of(cause).abs().multiply(BigDecimal.valueOf(TENTH));
        return tenfold.compareTo(figure.of(first).abs()) >= 0;
    }

    private static boolean isNotable(Cause cause, Figure figure) {
        return figure.points(cause)
                .map(points -> points.abs().compareTo(ONE_POINT) >= 0)
                .orElse(figure.of(cause).signum() != 0);
    }
}
