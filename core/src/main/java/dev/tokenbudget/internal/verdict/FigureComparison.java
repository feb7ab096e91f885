package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.run.Direction;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.statistics.BuildVariance;
import dev.tokenbudget.internal.statistics.LogRatio;
import dev.tokenbudget.internal.statistics.PooledVariation;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SessionEffect;
import dev.tokenbudget.internal.statistics.SessionVariation;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One figure of one task that a rule judges.
 *
 * @param tolerance the tolerance that holds for this task and rule
 * @param before what was accepted of the metric
 * @param after the metric's samples now, at least one
 * @param summary the summary of {@code after}
 * @param replay how the figure is known where the task was replayed
 * @param calls how many calls the runs made, where the rule is on the mean of all tokens, and they are known
 * @param looks when the runs were looked at; where that is not known, once
 * @param sessions how much sessions differ by themselves
 */
record FigureComparison(
        TaskId task,
        Rule rule,
        Tolerance tolerance,
        MetricBaseline before,
        double[] after,
        SampleSummary summary,
        Optional<Replay> replay,
        Optional<Calls> calls,
        Optional<Looks> looks,
        SessionVariation sessions) {

    /** Fewer runs of both sides together do not show how much they vary. */
    static final int FEWEST_RUNS = 3;

    private static final Tolerance OF_FALL =
            Tolerance.parse(Setting.TOLERANCE.defaultValue()).ofFall().orElseThrow();

    private static final double SHARE_OF_SESSIONS = 0.25;

    /** Return the figure, or nothing where the metric is unknown before or after. */
    static Optional<FigureComparison> of(
            TaskComparison task, Rule rule, Tolerance fallback, SessionVariation sessions) {
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
                                task.replay(),
                                rule.judgesMeanOfTotal() ? Calls.of(task) : Optional.empty(),
                                task.after().flatMap(TaskRuns::looks),
                                sessions)));
    }

    /** Return how far the figure of {@code rule} may move; {@code fallback} where nothing says so for it. */
    static Tolerance tolerance(TaskComparison task, Rule rule, Tolerance fallback) {
        Optional<Tolerance> annotated = task.annotatedTolerance();
        if (rule.metric().direction() == Direction.MORE_IS_BETTER) {
            return Stream.of(rule.tolerance(), annotated, Optional.of(fallback))
                    .flatMap(Optional::stream)
                    .flatMap(tolerance -> tolerance.ofFall().stream())
                    .findFirst()
                    .orElse(OF_FALL);
        }
        return (rule.judgesMeanOfTotal()
                        ? annotated.or(rule::tolerance)
                        : rule.tolerance().or(() -> annotated))
                .orElse(fallback);
    }

    /** Whether more runs would show a smaller drift: not where sessions differ so much that runs hardly count. */
    boolean areRunsWorthMore() {
        int runs = after.length;
        if (buildVariance().isPresent()) {
            return buildVariance().get().areRunsWorthMore(runs);
        }
        if (before.summary().n() + runs < FEWEST_RUNS) {
            return true;
        }
        double variation = PooledVariation.of(before.summary(), summary).coefficient();
        return isNoiseOfRuns(variation * variation / runs);
    }

    /** Whether {@code variance} is worth reducing by more runs beside that between sessions, which they do not change. */
    boolean isNoiseOfRuns(double variance) {
        return variance > SHARE_OF_SESSIONS * sessionEffect().variance();
    }

    /** Return when the runs were looked at; once, where nothing tells. */
    Looks plannedLooks() {
        return looks.orElseGet(() -> new Looks(after.length, after.length));
    }

    /** Return how the builds of the baseline differ, where they do so by more than runs and sessions explain. */
    Optional<BuildVariance> buildVariance() {
        return before.buildVariance(sessions);
    }

    /** Return what separates the measured session from those of the baseline. */
    SessionEffect sessionEffect() {
        return sessions.against(before.samplesOfBuilds());
    }

    /**
     * Return how the tokens moved at an equal number of calls, within a session; nothing where that is not known, or where the builds
     * of the baseline differ so much that only builds can be compared.
     */
    Optional<LogRatio> size() {
        return calls.filter(known -> !isCertain() && buildVariance().isEmpty())
                .flatMap(known -> known.size(before, after));
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
