package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.statistics.SampleSummary;
import java.util.Optional;

/**
 * One figure of one task that a rule judges.
 *
 * @param task the task
 * @param rule the rule
 * @param tolerance the tolerance that holds for this task and rule
 * @param before what was accepted of the metric
 * @param after the metric's samples now, at least one
 * @param summary what {@code after} tells
 */
record FigureComparison(
        TaskId task, Rule rule, Tolerance tolerance, MetricBaseline before, double[] after, SampleSummary summary) {

    /** Return the figure, or nothing where the metric is unknown before or after. */
    static Optional<FigureComparison> of(TaskComparison task, Rule rule, Tolerance fallback) {
        Optional<Tolerance> annotated = task.annotatedTolerance();
        Tolerance tolerance = (rule.judgesMeanOfTotal()
                        ? annotated.or(rule::tolerance)
                        : rule.tolerance().or(() -> annotated))
                .orElse(fallback);
        return task.before()
                .flatMap(baseline -> baseline.metric(rule.metric()))
                .flatMap(before -> task.after(rule.metric())
                        .map(summary -> new FigureComparison(
                                task.task(), rule, tolerance, before, task.samples(rule.metric()), summary)));
    }

    /** Whether more runs would show a smaller drift; where builds differ more than their runs do, they soon do not. */
    boolean areRunsWorthMore() {
        return before.buildVariance()
                .map(builds -> builds.areRunsWorthMore(after.length))
                .orElse(true);
    }

    Movement movement() {
        Statistic statistic = rule.statistic();
        return new Movement(rule.metric(), statistic, statistic.of(before.summary()), statistic.of(summary));
    }
}
