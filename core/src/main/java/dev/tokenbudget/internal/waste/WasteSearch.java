package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.TaskRuns;
import java.util.List;

/** Looks for what the runs of a task need not have spent. */
public final class WasteSearch {

    /** In the order of {@link WasteKind}, in which tokens are claimed. */
    private static final List<WasteRule> RULES = List.of(
            new CutAnswers(),
            new UnparsableAnswers(),
            new IdenticalRequests(),
            new RepeatedToolCalls(),
            new RepeatedResults(),
            new UnusedTools(),
            new SharedContext(),
            new BeyondForm(),
            new LongPrompts(),
            new UncachedPrefixes(),
            new DearModels());

    private WasteSearch() {}

    /**
     * Return what {@code runs} need not have spent, the largest saving first. All savings together are never more than what
     * was spent, in tokens and in dollars.
     */
    public static List<Waste> in(TaskRuns runs, PriceList prices) {
        SpentTask task = SpentTask.of(runs, prices);
        if (task.runs().isEmpty()) {
            return List.of();
        }
        Claims claims = new Claims();
        RULES.forEach(rule -> rule.claim(task, claims));
        return claims.toFindings(task.runs().size(), task.spent());
    }
}
