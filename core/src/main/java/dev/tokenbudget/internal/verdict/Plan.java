package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.SessionVariation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which drifts a module's builds find, and what it takes to find smaller ones, computed from the baselines alone.
 *
 * @param tasks sorted by name
 * @param questions how many a build asks, for which each is corrected
 * @param sessionRuns how many runs a session of those makes that a baseline lacks
 */
public record Plan(List<PlannedTask> tasks, int questions, int sessionRuns) {

    public Plan {
        tasks = List.copyOf(tasks);
    }

    /**
     * Plan for the tasks of {@code baseline}.
     *
     * @param measured what the latest build measured, where it is known
     * @param policy what is demanded
     * @param otherwise when a task is looked at that was not measured
     */
    public static Plan of(Baseline baseline, Map<TaskId, TaskRuns> measured, Policy policy, Looks otherwise) {
        SessionVariation sessions = LearntSessions.of(baseline);
        int questions = baseline.tasks().keySet().stream()
                .mapToInt(task -> questions(task, policy))
                .sum();
        int sessionRuns = Math.max(otherwise.first(), policy.minBaselineRuns());
        List<PlannedTask> tasks = new ArrayList<>();
        baseline.tasks().forEach((task, accepted) -> {
            TaskComparison comparison =
                    new TaskComparison(task, Optional.of(accepted), Optional.ofNullable(measured.get(task)), 0);
            Rule rule = ruleOnTotal(task, policy);
            PlannedTask.of(
                            task,
                            accepted,
                            FigureComparison.tolerance(comparison, rule, policy.tolerance()),
                            new PlannedTask.Demand(
                                    comparison.after().flatMap(TaskRuns::looks).orElse(otherwise),
                                    rule,
                                    Math.max(1, questions),
                                    sessions,
                                    sessionRuns))
                    .ifPresent(tasks::add);
        });
        return new Plan(tasks, questions, sessionRuns);
    }

    /** Of the mean of all tokens, size is asked as well. */
    private static int questions(TaskId task, Policy policy) {
        return policy.rulesFor(task).stream()
                .filter(rule -> rule.mode().isWorthRuns())
                .mapToInt(rule -> rule.judgesMeanOfTotal() ? 2 : 1)
                .sum();
    }

    private static Rule ruleOnTotal(TaskId task, Policy policy) {
        return policy.rulesFor(task).stream()
                .filter(Rule::judgesMeanOfTotal)
                .findFirst()
                .orElseGet(() -> Rule.forAll(Metric.TOTAL));
    }

    /** Return the tasks whose baselines lack runs. */
    public List<TaskId> lacking() {
        return tasks.stream()
                .filter(task -> task.missing() > 0)
                .map(PlannedTask::task)
                .toList();
    }

    /** Return how many sessions of {@link #sessionRuns} runs the baseline of the task lacks that lacks most. */
    public int missingSessions() {
        return tasks.stream()
                .mapToInt(task -> task.missing() / sessionRuns)
                .max()
                .orElse(0);
    }
}
