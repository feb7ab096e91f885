package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.statistics.SessionVariation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule on the mean cost would find of the tasks that have none: a cache that is lost moves dollars and no tokens. It is
 * told, and judges nothing; nor is it one more question of the rules that do.
 */
final class UnjudgedCosts {

    private final Map<TaskId, Finding> findings = new LinkedHashMap<>();

    /** Compare the costs of tasks. */
    UnjudgedCosts(List<FigureComparison> figures) {
        List<Finding> found = DriftRule.judge(figures);
        for (int i = 0; i < figures.size(); i++) {
            findings.put(figures.get(i).task(), found.get(i));
        }
    }

    /**
     * Return the cost of {@code task}, which can be compared; nothing where a rule judges it, or its calls were replayed, since that is
     * an estimate.
     */
    static Optional<FigureComparison> figure(TaskComparison task, Policy policy, SessionVariation sessions) {
        boolean isJudged = policy.rulesFor(task.task()).stream()
                .anyMatch(rule -> rule.metric().equals(Metric.COST_USD));
        return task.replay().isPresent() || isJudged
                ? Optional.empty()
                : FigureComparison.of(task, Rule.forAll(Metric.COST_USD), policy.tolerance(), sessions);
    }

    /** Return how the cost of {@code task} moved, where that is beyond its tolerance and not by chance. */
    Optional<Finding> of(TaskId task) {
        return Optional.ofNullable(findings.get(task))
                .filter(found -> found.verdict().kind() == VerdictKind.DRIFTED
                        || found.verdict().kind() == VerdictKind.IMPROVED);
    }
}
