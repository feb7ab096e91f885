package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.explanation.Cause.Kind;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sentence that a report on a task begins with. */
final class FirstLine {

    private static final int MOST_FACTS = 2;

    /** Where tokens moved by less than a tenth, what moved costs is the news. */
    private static final int SMALL = 10;

    private static final Set<Fact.Kind> COSTLY =
            Set.of(Fact.Kind.MODEL, Fact.Kind.CACHE_HITS_LOST, Fact.Kind.PROMPT_VARIANTS, Fact.Kind.REFUSED_ATTEMPTS);

    private static final Set<Kind> MOVED_BY_SETTINGS = Set.of(Kind.OVERHEAD, Kind.OUTPUT, Kind.REASONING, Kind.CALLS);

    private final Decomposition decomposition;
    private final List<Cause> causes;
    private final List<NamedCause> named;
    private final List<Fact> facts;

    FirstLine(Decomposition decomposition, List<Cause> causes, List<Fact> facts) {
        this.decomposition = decomposition;
        this.causes = causes;
        this.named = NamedCause.of(causes, Figure.TOKENS, decomposition.isOverheadOfChangedText());
        this.facts = facts;
    }

    String sentence() {
        List<String> clauses = new ArrayList<>(
                named.isEmpty() ? List.of(hardlyMoved("tokens", decomposition.change())) : clauses(named));
        clauses.addAll(isSmall() ? 0 : clauses.size(), costly());
        clauses.addAll(roots(named));
        return percent() + ": " + String.join("; ", clauses) + ".";
    }

    /** Return what the cost moved by, as clauses; nothing where it is not known before and after. */
    Optional<String> ofCost() {
        return decomposition.cost().map(this::ofCost);
    }

    private String ofCost(MeanChange cost) {
        List<NamedCause> costing = NamedCause.of(
                Figure.COST.ranked(causes, cost.drift()), Figure.COST, decomposition.isOverheadOfChangedText());
        List<String> clauses =
                new ArrayList<>(costing.isEmpty() ? List.of(hardlyMoved("cost", cost)) : clauses(costing));
        facts.stream()
                .filter(fact -> COSTLY.contains(fact.kind()) && costing.stream().noneMatch(cause -> cause.tells(fact)))
                .limit(MOST_FACTS)
                .map(Fact::sentence)
                .forEach(clauses::add);
        clauses.addAll(roots(costing));
        clauses.add("tokens " + percent());
        return String.join("; ", clauses);
    }

    /** Return how the tokens moved, as a clause in a sentence on costs: points are points of tokens, and stay out of it. */
    String ofTokens() {
        List<String> clauses = new ArrayList<>(List.of("tokens " + percent()));
        named.forEach(cause -> clauses.add(cause.text()));
        if (named.isEmpty()) {
            clauses.add(hardlyMoved("tokens", decomposition.change()));
        }
        clauses.addAll(roots(named));
        return String.join(", ", clauses);
    }

    /** Return which facts move costs, even where the tokens stay. */
    List<String> costly() {
        return facts.stream()
                .filter(fact -> COSTLY.contains(fact.kind()))
                .limit(MOST_FACTS)
                .map(Fact::sentence)
                .toList();
    }

    /** Return what lies behind the causes, where they do not say so themselves. */
    private List<String> roots(List<NamedCause> named) {
        // of causes that name no tool, only the first is written in full, with its number of tools
        boolean tools = named.stream().anyMatch(NamedCause::tellsTools)
                || named.stream().limit(1).anyMatch(cause -> cause.kind() == Kind.TOOL_DEFINITIONS);
        boolean repeats = named.stream().anyMatch(NamedCause::tellsRepeats);
        return facts.stream()
                .filter(fact -> switch (fact.kind()) {
                    case OUTPUT_LIMIT, REPEATED_TOOL_CALLS -> true;
                    case TOOLS -> !tools;
                    case REPEATED_PROMPTS -> !repeats;
                    case PREFIX_BROKEN -> facts.stream().noneMatch(other -> tellsWhyItBroke(other, fact));
                    case SETTINGS -> named.stream().anyMatch(FirstLine::isMovedBySettings);
                    default -> false;
                })
                .limit(MOST_FACTS)
                .map(Fact::sentence)
                .toList();
    }

    /** Cache hits are lost for the same reason, which is told there. */
    private static boolean tellsWhyItBroke(Fact other, Fact broken) {
        return other.kind() == Fact.Kind.CACHE_HITS_LOST && other.agent().equals(broken.agent());
    }

    private static boolean isMovedBySettings(NamedCause cause) {
        return MOVED_BY_SETTINGS.contains(cause.kind()) || cause.overhead().isPresent();
    }

    private static List<String> clauses(List<NamedCause> named) {
        List<String> clauses = new ArrayList<>();
        clauses.add(named.get(0).asFirst());
        named.stream().skip(1).map(NamedCause::asFurther).forEach(clauses::add);
        return clauses;
    }

    private static String hardlyMoved(String what, MeanChange change) {
        String verb = change.drift() == 0 ? " did not move" : " hardly moved";
        return "the " + what + verb;
    }

    private boolean isSmall() {
        MeanChange change = decomposition.change();
        return Math.abs(change.drift()) * SMALL < Math.abs(change.before());
    }

    private String percent() {
        return Figures.percent(decomposition.change().share());
    }
}
