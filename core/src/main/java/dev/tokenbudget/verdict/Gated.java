package dev.tokenbudget.verdict;

import dev.tokenbudget.baseline.MetricBaseline;
import dev.tokenbudget.run.TaskId;
import dev.tokenbudget.run.Tolerance;
import dev.tokenbudget.statistics.SampleSummary;
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
record Gated(
        TaskId task, Rule rule, Tolerance tolerance, MetricBaseline before, double[] after, SampleSummary summary) {

    /** Return the figure, or nothing where the metric is unknown before or after. */
    static Optional<Gated> of(TaskComparison task, Rule rule, Tolerance fallback) {
        double[] after = task.after().map(runs -> runs.samples(rule.metric())).orElseGet(() -> new double[0]);
        Optional<Tolerance> annotated = task.annotatedTolerance();
        Tolerance tolerance = (rule.judgesMeanOfTotal()
                        ? annotated.or(rule::tolerance)
                        : rule.tolerance().or(() -> annotated))
                .orElse(fallback);
        return task.before()
                .flatMap(baseline -> baseline.metric(rule.metric()))
                .filter(before -> after.length > 0)
                .map(before -> new Gated(task.task(), rule, tolerance, before, after, SampleSummary.of(after)));
    }

    Movement movement() {
        Statistic statistic = rule.statistic();
        return new Movement(rule.metric(), statistic, statistic.of(before.summary()), statistic.of(summary));
    }
}
