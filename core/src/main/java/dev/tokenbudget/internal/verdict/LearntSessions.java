package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.statistics.SessionVariation;
import dev.tokenbudget.internal.statistics.SizeRegression;
import java.util.Optional;

/** What the builds in a module's baseline tell of how much sessions differ. */
public final class LearntSessions {

    private LearntSessions() {}

    /**
     * Learn from the sizes of all tasks, which vary far less from run to run than their totals do, so that days show; what is
     * assumed where no task has two builds.
     */
    public static SessionVariation of(Baseline baseline) {
        return SessionVariation.learntFrom(baseline.tasks().values().parallelStream()
                .flatMap(task -> sizes(task).stream())
                .map(SizeRegression::sessions)
                .toList());
    }

    private static Optional<SizeRegression> sizes(TaskBaseline task) {
        Optional<MetricBaseline> calls = task.metric(Metric.CALLS).filter(known -> Calls.isOfSameRuns(task, known));
        return task.metric(Metric.TOTAL)
                .map(MetricBaseline::builds)
                .filter(builds -> builds.size() > 1)
                .flatMap(builds -> calls.flatMap(known -> SizeRegression.of(builds, known.builds())));
    }
}
