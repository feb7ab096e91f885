package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.statistics.SampleSummary;
import java.util.Optional;

/**
 * One figure of one task that a rule judges.
 *
 * @param tolerance the tolerance that holds for this task and rule
 * @param before what was accepted of the metric
 * @param after the metric's samples now, at least one
 * @param summary the summary of {@code after}
 * @param replay how the figure is known where the task was replayed
 */
record FigureComparison(
        TaskId task,
        Rule rule,
        Tolerance tolerance,
        MetricBaseline before,
        double[] after,
        SampleSummary summary,
        Optional<Replay> replay) {

    /** A figure of runs that the provider answered. */
    FigureComparison(
            TaskId task, Rule rule, Tolerance tolerance, MetricBaseline before, double[] after, SampleSummary summary) {
        this(task, rule, tolerance, before, after, summary, Optional.empty());
    }

    /** Return the figure, or nothing where the metric is unknown before or after. */
    static Optional<FigureComparison> of(TaskComparison task, Rule rule, Tolerance fallback) {
        Rule judging = task.replay().isPresent() ? rule.exact() : rule;
        return task.before()
                .flatMap(baseline -> baseline.metric(rule.metric()))
                .flatMap(before -> task.after(rule.metric())
                        .map(summary -> new FigureComparison(
                                task.task(),
                                judging,
                                tolerance(task, rule, fallback),
                                before,
                                task.samples(rule.metric()),
                                summary,
                                task.replay())));
    }

    /** Return how far the figure of {@code rule} may move; {@code fallback} where nothing says so for it. */
    static Tolerance tolerance(TaskComparison task, Rule rule, Tolerance fallback) {
        Optional<Tolerance> annotated = task.annotatedTolerance();
        return (rule.judgesMeanOfTotal()
                        ? annotated.or(rule::tolerance)
                        : rule.tolerance().or(() -> annotated))
                .orElse(fallback);
    }

    /** Whether more runs would show a smaller drift; where builds differ more than their runs do, they soon do not. */
    boolean areRunsWorthMore() {
        return before.buildVariance()
                .map(builds -> builds.areRunsWorthMore(after.length))
                .orElse(true);
    }

    /** Whether there is no chance in the figure, or it is to be taken as it is. */
    boolean isCertain() {
        return rule.mode() == Mode.EXACT || replay.isPresent();
    }

    Movement movement() {
        Statistic statistic = rule.statistic();
        double from = statistic.of(before.summary());
        double to = statistic.of(summary);
        return replay.map(known -> known.movement(rule.metric(), statistic, from, to))
                .orElseGet(() -> new Movement(rule.metric(), statistic, from, to));
    }
}
