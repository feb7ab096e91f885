package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.statistics.SampleSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Tasks of one simulated build, judged by the shipped rule with the default tolerance. */
final class SimulatedSuite {

    static final Tolerance TOLERANCE = Judged.POLICY.tolerance();

    private static final Evidence FUTILE =
            new Evidence(1, 1, 1, 1, Optional.empty(), OptionalDouble.empty(), "not computed", Optional.empty());

    private final List<FigureComparison> tasks = new ArrayList<>();

    static TaskId name(int task) {
        return new TaskId("Simulated", "task " + task);
    }

    void add(double[] before, double[] after) {
        tasks.add(new FigureComparison(
                name(tasks.size()),
                Rule.forAll(Metric.TOTAL),
                TOLERANCE,
                MetricBaseline.of(before),
                after,
                SampleSummary.of(after)));
    }

    List<FigureComparison> tasks() {
        return tasks;
    }

    /** Return which tasks are DRIFTED. The p of a figure that the rule enters with p = 1 is not computed first. */
    List<Boolean> drifted() {
        return drifted(DriftRule.judge(
                tasks,
                task -> SamplingSchedule.isFutile(task.movement(), task.tolerance())
                        ? Optional.of(FUTILE)
                        : DriftSignificance.of(task)));
    }

    /** Return the same as {@link #drifted()}, by the rule as it is called in a build. */
    List<Boolean> driftedWithoutShortCut() {
        return drifted(DriftRule.judge(tasks));
    }

    private static List<Boolean> drifted(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.verdict().kind() == VerdictKind.DRIFTED)
                .toList();
    }
}
