package dev.tokenbudget.verdict;

import dev.tokenbudget.run.Tolerance;
import dev.tokenbudget.statistics.SampleSummary;
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
        Verdict verdict = Measurability.verdictOn(task).orElseGet(() -> byMovement(task, policy, tolerance));
        return new JudgedTask(task, tolerance, verdict, Remarks.on(task));
    }

    private static Verdict byMovement(TaskComparison task, Policy policy, Tolerance tolerance) {
        Optional<SampleSummary> accepted = task.before(policy.metric());
        Optional<SampleSummary> measured = task.after(policy.metric());
        if (accepted.isEmpty() || measured.isEmpty()) {
            return new Verdict.New();
        }
        Movement movement = new Movement(
                policy.metric(),
                Statistic.MEAN,
                accepted.get().mean(),
                measured.get().mean());
        if (movement.exceeds(tolerance)) {
            return new DriftVerdict.Drifted(movement, tolerance, "");
        }
        return movement.improves(tolerance)
                ? new DriftVerdict.Improved(movement, tolerance, "")
                : new DriftVerdict.Ok("");
    }
}
