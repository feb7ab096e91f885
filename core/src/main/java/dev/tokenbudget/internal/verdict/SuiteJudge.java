package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.statistics.SuiteDrift;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Judges all tasks together: many small drifts in one direction are a drift, even where each alone is noise. */
final class SuiteJudge {

    private SuiteJudge() {}

    /** Return how far the tasks whose numbers were compared moved together. */
    static SuiteDrift driftOf(List<JudgedTask> tasks, Metric metric) {
        return SuiteDrift.of(tasks.stream()
                .filter(task -> task.verdict().kind().isByComparison())
                // what a provider's day does to all tasks alike would look like a drift of the suite
                .filter(task -> !isComparedByBuild(task, metric))
                .flatMapToDouble(task -> ratio(task.comparison(), metric))
                .toArray());
    }

    /** Return after : before; of an estimate, what its error leaves of the change. */
    private static DoubleStream ratio(TaskComparison task, Metric metric) {
        double error = task.replay().map(replay -> replay.error(metric)).orElse(0.0);
        return task.movement(metric).stream()
                .map(moved -> moved.to(
                        moved.after() >= moved.before()
                                ? Math.max(moved.before(), moved.after() - error)
                                : Math.min(moved.before(), moved.after() + error)))
                .mapToDouble(moved -> 1 + moved.drift());
    }

    private static boolean isComparedByBuild(JudgedTask task, Metric metric) {
        return task.findings().stream()
                .filter(finding -> finding.rule().metric() == metric)
                .anyMatch(
                        finding -> finding.evidence().flatMap(Evidence::builds).isPresent());
    }

    /** Return how the suite drifted, as a sentence with its remedy, or nothing where it did not. */
    static Optional<String> problem(List<JudgedTask> tasks, Policy policy) {
        SuiteDrift suite = driftOf(tasks, policy.metric());
        return policy.suiteTolerance()
                .filter(tolerance -> tolerance.isExceeded(1, suite.ratio()) && suite.lowerBound() > 1)
                .map(tolerance -> "All " + suite.tasks() + " tasks together drifted by "
                        + Figures.percent(suite.ratio() - 1, tolerance.upper().orElse(0))
                        + " (geometric mean; at least "
                        + Figures.percent(suite.lowerBound() - 1, 0)
                        + " with 95 % confidence); the suite's tolerance is "
                        + tolerance + ". " + Remedy.ACCEPT_ALL.sentence());
    }
}
