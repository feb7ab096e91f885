package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.TaskRuns;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for what the runs of a task need not have spent. */
public final class WasteSearch {

    private static final List<WasteRule> RULES = rules(1);

    /** By twice as large or half as small limits as those of {@link #RULES}, so that noise takes nothing from one side to the other. */
    private static final List<WasteRule> LENIENT_RULES = rules(2);

    private WasteSearch() {}

    /** Return all rules in the order of {@link WasteKind}, in which tokens are claimed. */
    private static List<WasteRule> rules(int leniency) {
        return List.of(
                new CutAnswers(),
                new UnparsableAnswers(),
                new IdenticalRequests(),
                new RepeatedToolCalls(),
                new RepeatedResults(leniency),
                new UnusedTools(),
                new SharedContext(leniency),
                new BeyondForm(),
                new LongPrompts(leniency),
                new UncachedPrefixes(),
                new DearModels(leniency));
    }

    /**
     * Return what {@code runs} need not have spent, the largest saving first. All savings together are never more than what
     * was spent, in tokens and in dollars.
     */
    public static List<Waste> in(TaskRuns runs, PriceList prices) {
        return in(runs, prices, RULES);
    }

    /**
     * Return what tells the waste of {@code runs} from other waste, and what is so near to a limit that the next runs of an unchanged
     * agent may be beyond it.
     */
    public static Set<WasteKey> nearlyIn(TaskRuns runs, PriceList prices) {
        return Stream.of(RULES, LENIENT_RULES)
                .flatMap(rules -> in(runs, prices, rules).stream())
                .map(Waste::key)
                .collect(Collectors.toSet());
    }

    private static List<Waste> in(TaskRuns runs, PriceList prices, List<WasteRule> rules) {
        SpentTask task = SpentTask.of(runs, prices);
        if (task.runs().isEmpty()) {
            return List.of();
        }
        Claims claims = new Claims();
        rules.forEach(rule -> rule.claim(task, claims));
        return claims.toFindings(task.runs().size(), task.spent());
    }
}
