package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.run.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many runs a module's tasks need, computed from their baselines alone.
 *
 * @param tasks sorted by name
 */
public record Plan(List<PlannedTask> tasks) {

    public Plan {
        tasks = List.copyOf(tasks);
    }

    /**
     * Plan for the tasks of {@code baseline}.
     *
     * @param measured what the latest build measured, where it is known
     * @param policy what is demanded
     * @param otherwise how many runs a build makes of a task that was not measured
     */
    public static Plan of(Baseline baseline, Map<TaskId, TaskRuns> measured, Policy policy, int otherwise) {
        List<PlannedTask> tasks = new ArrayList<>();
        baseline.tasks().forEach((task, accepted) -> {
            TaskComparison comparison =
                    new TaskComparison(task, Optional.of(accepted), Optional.ofNullable(measured.get(task)), 0);
            int runs = comparison
                    .after()
                    .map(now -> now.samples(Metric.TOTAL).length)
                    .filter(samples -> samples > 0)
                    .orElse(otherwise);
            PlannedTask.of(task, accepted, runs, tolerance(comparison, policy)).ifPresent(tasks::add);
        });
        return new Plan(tasks);
    }

    private static Tolerance tolerance(TaskComparison task, Policy policy) {
        return task.annotatedTolerance()
                .or(() -> policy.rulesFor(task.task()).stream()
                        .filter(Rule::judgesMeanOfTotal)
                        .findFirst()
                        .flatMap(Rule::tolerance))
                .orElse(policy.tolerance());
    }

    /** Return how many runs the baseline of the task lacks that lacks most. */
    public int missing() {
        return tasks.stream().mapToInt(PlannedTask::missing).max().orElse(0);
    }
}
