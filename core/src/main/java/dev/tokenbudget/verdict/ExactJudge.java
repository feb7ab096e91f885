package dev.tokenbudget.verdict;

import dev.tokenbudget.run.Budget;
import dev.tokenbudget.run.Metric;
import dev.tokenbudget.run.TaskRuns;
import dev.tokenbudget.run.Tolerance;
import dev.tokenbudget.statistics.SampleSummary;
import dev.tokenbudget.verdict.Verdict.Movement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares means with the tolerance and asks nothing of chance: for replayed or otherwise deterministic agents. */
public final class ExactJudge implements Judge {

    @Override
    public List<JudgedTask> judge(List<TaskComparison> tasks, Policy policy) {
        return tasks.stream().map(task -> judge(task, policy)).toList();
    }

    private static JudgedTask judge(TaskComparison task, Policy policy) {
        Tolerance tolerance = task.annotatedTolerance().orElse(policy.tolerance());
        return new JudgedTask(task, tolerance, verdict(task, tolerance, policy.metric()), Remarks.on(task));
    }

    private static Verdict verdict(TaskComparison task, Tolerance tolerance, Metric metric) {
        if (task.after().isEmpty()) {
            return new Verdict.Missing();
        }
        TaskRuns after = task.after().get();
        List<String> unmeasurable = unmeasurable(task, after);
        if (!unmeasurable.isEmpty()) {
            return new Verdict.Unmeasurable(unmeasurable);
        }
        List<String> models = after.requestedModels();
        boolean modelChanged =
                task.before().isPresent() && !task.before().get().models().equals(models);
        if (modelChanged) {
            return new Verdict.ModelChanged(task.before().get().models(), models);
        }
        // An absolute budget needs no baseline, so it comes before NEW: a new task over its budget must not pass.
        List<Budget.Breach> breaches = after.breaches();
        if (!breaches.isEmpty()) {
            return new Verdict.OverBudget(breaches);
        }
        Optional<SampleSummary> accepted = task.before(metric);
        Optional<SampleSummary> measured = task.after(metric);
        if (accepted.isEmpty() || measured.isEmpty()) {
            return new Verdict.New();
        }
        return byMovement(
                new Movement(metric, accepted.get().mean(), measured.get().mean()), tolerance);
    }

    private static Verdict byMovement(Movement movement, Tolerance tolerance) {
        double before = movement.before();
        double after = movement.after();
        if (tolerance.isExceeded(before, after) || tolerance.isUndercut(before, after)) {
            return new Verdict.Drifted(movement, tolerance);
        }
        // The mirror image of growing from `after` to `before`: R < 1 / (1 + tolerance).
        return tolerance.isExceeded(after, before) ? new Verdict.Improved(movement, tolerance) : new Verdict.Ok();
    }

    private static List<String> unmeasurable(TaskComparison task, TaskRuns after) {
        List<String> reasons = new ArrayList<>();
        if (after.succeeded().isEmpty()) {
            reasons.add("none of its " + after.runs().size() + " run(s) succeeded");
        } else if (after.succeeded().stream().allMatch(run -> run.billedCalls().isEmpty())) {
            reasons.add("no model call was seen in any run; does the agent use the gateway's URL?");
        }
        after.succeeded().forEach(run -> run.unmeasurableBecause().ifPresent(reasons::add));
        if (task.lateCalls() > 0) {
            reasons.add(task.lateCalls() + " call(s) ended after their run was over");
        }
        return reasons;
    }
}
