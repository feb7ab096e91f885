package dev.tokenbudget.explanation;

import dev.tokenbudget.explanation.Cause.Kind;
import dev.tokenbudget.text.Figures;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The sentence that a report on a task begins with. */
final class FirstLine {

    private static final BigDecimal ONE_POINT = BigDecimal.ONE;

    /** Further causes are named where they are at least a tenth of the first. */
    private static final int TENTH = 10;

    private static final int MOST_FURTHER_CAUSES = 2;
    private static final int MOST_FACTS = 2;

    /** Where tokens moved by less than a tenth, what moved costs is the news. */
    private static final int SMALL = 10;

    /** What moves costs without moving tokens. */
    private static final Set<Fact.Kind> COSTLY =
            Set.of(Fact.Kind.MODEL, Fact.Kind.CACHE_HITS_LOST, Fact.Kind.PROMPT_VARIANTS, Fact.Kind.REFUSED_ATTEMPTS);

    private static final Set<Kind> UNEXPLAINED = Set.of(Kind.UNSEEN_INPUT, Kind.OVERHEAD, Kind.SAME_TEXT);

    private FirstLine() {}

    static String of(Decomposition decomposition, List<Cause> causes, List<Fact> facts) {
        List<String> clauses = new ArrayList<>(causes(decomposition, causes));
        clauses.addAll(isSmall(decomposition) ? 0 : clauses.size(), costly(facts));
        return percent(decomposition) + ": " + String.join("; ", clauses) + ".";
    }

    /** Return why costs moved, without saying by how much. */
    static String ofCosts(Decomposition decomposition, List<Cause> causes, List<Fact> facts) {
        List<String> clauses = new ArrayList<>(costly(facts));
        clauses.add("tokens " + percent(decomposition) + ", " + String.join("; ", causes(decomposition, causes)));
        return String.join("; ", clauses) + ".";
    }

    private static List<String> costly(List<Fact> facts) {
        return facts.stream()
                .filter(fact -> COSTLY.contains(fact.kind()))
                .limit(MOST_FACTS)
                .map(Fact::sentence)
                .toList();
    }

    private static List<String> causes(Decomposition decomposition, List<Cause> causes) {
        if (causes.stream().noneMatch(FirstLine::isNotable)) {
            return List.of(decomposition.drift().signum() == 0 ? "the tokens did not move" : "the tokens hardly moved");
        }
        Cause first = causes.get(0);
        List<String> clauses = new ArrayList<>();
        clauses.add(
                UNEXPLAINED.contains(first.kind())
                        ? amount(first) + " are unexplained: " + first.text()
                        : first.text() + (CauseText.isPlural(first) ? " explain " : " explains ") + amount(first));
        further(first, causes).forEach(cause -> clauses.add(cause.kind().label() + " " + amount(cause)));
        return clauses;
    }

    private static boolean isSmall(Decomposition decomposition) {
        return decomposition
                        .drift()
                        .abs()
                        .times(SMALL)
                        .compareTo(decomposition.before().abs())
                < 0;
    }

    private static String percent(Decomposition decomposition) {
        if (decomposition.before().signum() == 0) {
            return Figures.percent(decomposition.drift().signum() == 0 ? 0 : Double.POSITIVE_INFINITY);
        }
        return Figures.percent(
                decomposition.drift().over(decomposition.before()).doubleValue());
    }

    private static List<Cause> further(Cause first, List<Cause> causes) {
        return causes.stream()
                .skip(1)
                .filter(FirstLine::isNotable)
                .filter(cause -> cause.tokens()
                                .abs()
                                .multiply(BigInteger.valueOf(TENTH))
                                .compareTo(first.tokens().abs())
                        >= 0)
                .sorted((one, other) ->
                        other.tokens().abs().compareTo(one.tokens().abs()))
                .limit(MOST_FURTHER_CAUSES)
                .toList();
    }

    private static boolean isNotable(Cause cause) {
        return cause.points()
                .map(points -> points.abs().compareTo(ONE_POINT) >= 0)
                .orElse(cause.tokens().signum() != 0);
    }

    private static String amount(Cause cause) {
        return cause.points()
                .map(points -> Figures.points(points.doubleValue()))
                .orElseGet(() -> Figures.change(cause.tokens().doubleValue()) + " tokens a run");
    }
}
