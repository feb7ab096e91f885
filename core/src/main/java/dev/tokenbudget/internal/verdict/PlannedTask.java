package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.statistics.DetectableDrift;
import dev.tokenbudget.internal.statistics.DetectableDrift.Look;
import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.statistics.PooledVariation;
import dev.tokenbudget.internal.statistics.RunsNeeded;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SessionVariation;
import dev.tokenbudget.internal.text.Figures;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What it takes to see a drift of one task.
 *
 * @param tokens the baseline's runs
 * @param cost what they cost in US dollars, where the baseline knows it
 * @param tolerance the drift that is to be seen
 * @param runsOfBuild how many runs a build makes
 * @param detectable the smallest drift that these show with a power of 80 %, as a fraction; absent where that is unknown
 * @param needed the runs of a baseline, and as many of a build, that show a drift of the tolerance; absent where no number
 *     does, or none is known
 * @param obstacle why {@code needed} is absent, the rest of a sentence whose subject is the task; empty where it is not
 */
public record PlannedTask(
        TaskId task,
        SampleSummary tokens,
        Optional<SampleSummary> cost,
        Tolerance tolerance,
        int runsOfBuild,
        OptionalDouble detectable,
        OptionalInt needed,
        String obstacle) {

    /** Plan the runs of a task; nothing where its baseline knows no tokens. */
    static Optional<PlannedTask> of(TaskId task, TaskBaseline accepted, int runsOfBuild, Tolerance tolerance) {
        return accepted.metric(Metric.TOTAL).map(total -> of(task, accepted, total, runsOfBuild, tolerance));
    }

    private static PlannedTask of(
            TaskId task, TaskBaseline accepted, MetricBaseline total, int runsOfBuild, Tolerance tolerance) {
        SampleSummary tokens = total.summary();
        OptionalDouble variation = tokens.coefficientOfVariation();
        int degreesOfFreedom = tokens.n() + runsOfBuild - 2;
        OptionalDouble detectable = OptionalDouble.empty();
        OptionalInt needed = OptionalInt.empty();
        String obstacle = "";
        if (total.buildVariance(SessionVariation.ASSUMED).isPresent()) {
            detectable = OptionalDouble.of(DetectableDrift.of(
                    total.buildVariance(SessionVariation.ASSUMED).get(), new Look(runsOfBuild, 0), Interval.ALPHA, 0));
            obstacle =
                    "varies from build to build by more than its runs do: more builds in the baseline show smaller drifts,"
                            + " more runs do not";
        } else if (variation.isEmpty() || degreesOfFreedom < 1) {
            obstacle = "does not show how much its runs vary: add runs to its baseline first";
        } else {
            double varying = variation.getAsDouble();
            detectable = OptionalDouble.of(
                    DetectableDrift.of(new PooledVariation(varying, degreesOfFreedom, tokens.n(), runsOfBuild)));
            needed = RunsNeeded.of(varying, tolerance.highestAllowed(tokens.mean()) / tokens.mean() - 1);
            obstacle = needed.isPresent()
                    ? ""
                    : "varies so much that no affordable number of runs shows a drift of its tolerance (more than "
                            + Figures.count(RunsNeeded.MOST) + ")";
        }
        Optional<SampleSummary> cost = accepted.metric(Metric.COST_USD).map(MetricBaseline::summary);
        return new PlannedTask(task, tokens, cost, tolerance, runsOfBuild, detectable, needed, obstacle);
    }

    /** Return how many runs the baseline lacks; 0 where that is not known. */
    public int missing() {
        return Math.max(0, needed.orElse(0) - tokens.n());
    }
}
