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

    /** Compare the costs of {@code tasks}, of which all can be compared; those of replayed calls are estimates. */
    UnjudgedCosts(List<TaskComparison> tasks, Policy policy, SessionVariation sessions) {
        List<FigureComparison> figures = tasks.stream()
                .filter(task -> task.replay().isEmpty())
                .filter(task -> policy.rulesFor(task.task()).stream()
                        .noneMatch(rule -> rule.metric().equals(Metric.COST_USD)))
                .flatMap(task ->
                        FigureComparison.of(task, Rule.forAll(Metric.COST_USD), policy.tolerance(), sessions).stream())
                .toList();
        List<Finding> found = DriftRule.judge(figures);
        for (int i = 0; i < figures.size(); i++) {
            findings.put(figures.get(i).task(), found.get(i));
        }
    }

    /** Return how the cost of {@code task} moved, where that is beyond its tolerance and not by chance. */
    Optional<Finding> of(TaskId task) {
        return Optional.ofNullable(findings.get(task))
                .filter(found -> found.verdict().kind() == VerdictKind.DRIFTED
                        || found.verdict().kind() == VerdictKind.IMPROVED);
    }
}
