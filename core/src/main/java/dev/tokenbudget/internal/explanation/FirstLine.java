package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.explanation.Cause.Kind;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.List;
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
    private final List<NamedCause> named;
    private final List<Fact> facts;

    FirstLine(Decomposition decomposition, List<Cause> causes, List<Fact> facts) {
        this.decomposition = decomposition;
        this.named = NamedCause.of(causes, decomposition.isOverheadOfChangedText());
        this.facts = facts;
    }

    String sentence() {
        List<String> clauses = new ArrayList<>(inPoints());
        clauses.addAll(isSmall() ? 0 : clauses.size(), costly());
        clauses.addAll(roots());
        return percent() + ": " + String.join("; ", clauses) + ".";
    }

    /** Return how the tokens moved, as a clause in a sentence on costs: points are points of tokens, and stay out of it. */
    String ofTokens() {
        List<String> clauses = new ArrayList<>(List.of("tokens " + percent()));
        named.forEach(cause -> clauses.add(cause.text()));
        if (named.isEmpty()) {
            clauses.add(hardlyMoved());
        }
        clauses.addAll(roots());
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
    private List<String> roots() {
        // only the first cause is written in full, with its number of tools
        List<Kind> told = named.stream().limit(1).map(NamedCause::kind).toList();
        boolean repeats = named.stream().anyMatch(NamedCause::tellsRepeats);
        return facts.stream()
                .filter(fact -> switch (fact.kind()) {
                    case OUTPUT_LIMIT, REPEATED_TOOL_CALLS -> true;
                    case TOOLS -> !told.contains(Kind.TOOL_DEFINITIONS);
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

    private List<String> inPoints() {
        if (named.isEmpty()) {
            return List.of(hardlyMoved());
        }
        List<String> clauses = new ArrayList<>();
        clauses.add(named.get(0).asFirst());
        named.stream().skip(1).map(NamedCause::asFurther).forEach(clauses::add);
        return clauses;
    }

    private String hardlyMoved() {
        return decomposition.change().drift() == 0 ? "the tokens did not move" : "the tokens hardly moved";
    }

    private boolean isSmall() {
        MeanChange change = decomposition.change();
        return Math.abs(change.drift()) * SMALL < Math.abs(change.before());
    }

    private String percent() {
        return Figures.percent(decomposition.change().share());
    }
}
