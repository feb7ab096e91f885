package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SessionVariation;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What it takes to find a drift of one task.
 *
 * @param tokens the baseline's runs
 * @param cost what they cost in US dollars, where the baseline knows it
 * @param tolerance how far the task may move
 * @param looks when a build looks at its runs
 * @param detectable the smallest drift that four of five builds find, as a fraction; absent where that is unknown
 * @param detectableSize the same of the tokens at an equal number of calls
 * @param needed the runs of a baseline that lets four of five builds find twice the tolerance; absent where none does, or that is
 *     unknown
 * @param obstacle why {@code needed} is absent, the rest of a sentence whose subject is the task; empty where it is not
 */
public record PlannedTask(
        TaskId task,
        SampleSummary tokens,
        Optional<SampleSummary> cost,
        Tolerance tolerance,
        Looks looks,
        OptionalDouble detectable,
        OptionalDouble detectableSize,
        OptionalInt needed,
        String obstacle) {

    /** Plan the runs of a task; nothing where its baseline knows no tokens, or they are 0. */
    static Optional<PlannedTask> of(TaskId task, TaskBaseline accepted, Tolerance tolerance, Demand demand) {
        return accepted.metric(Metric.TOTAL)
                .filter(total -> total.summary().mean() > 0)
                .map(total -> of(task, accepted, total, tolerance, new BuildPower(accepted, total, tolerance, demand)));
    }

    private static PlannedTask of(
            TaskId task, TaskBaseline accepted, MetricBaseline total, Tolerance tolerance, BuildPower power) {
        OptionalInt needed = power.neededRuns();
        return new PlannedTask(
                task,
                total.summary(),
                accepted.metric(Metric.COST_USD).map(MetricBaseline::summary),
                tolerance,
                power.looks(),
                power.ofMean(),
                power.ofSize(),
                needed,
                needed.isPresent() ? "" : power.obstacle());
    }

    /** Return how many runs the baseline lacks; 0 where that is not known. */
    public int missing() {
        return Math.max(0, needed.orElse(0) - tokens.n());
    }

    /**
     * What a build demands of a task.
     *
     * @param looks when it looks at the runs
     * @param rule by which it judges
     * @param questions how many it asks in all
     * @param sessions how much sessions differ
     * @param sessionRuns how many runs a session makes that adds to the baseline
     */
    record Demand(Looks looks, Rule rule, int questions, SessionVariation sessions, int sessionRuns) {}
}
