package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.statistics.LogRatio;
import dev.tokenbudget.internal.statistics.SessionEffect;
import dev.tokenbudget.internal.statistics.SessionVariation;
import dev.tokenbudget.internal.statistics.SuiteDrift;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Judges all tasks together: many small drifts in one direction are a drift, even where each alone is noise.
 *
 * <p>Only the runs before a task's first look count: those that looked cheap then made no more, those that looked dear did, so that all
 * runs together would say that the suite is cheaper than it is.
 */
final class SuiteJudge {

    /** What the test of all tokens may err: with that of the size, 5 % at days that differ by 3 %. */
    private static final double ALPHA = 0.03;

    private static final double ALPHA_OF_SIZE = 0.015;

    private SuiteJudge() {}

    /** Return how far the tasks whose numbers were compared moved together. */
    static SuiteDrift driftOf(List<JudgedTask> tasks, Metric metric, SessionVariation sessions) {
        List<JudgedTask> compared = compared(tasks, metric);
        return SuiteDrift.of(
                compared.stream()
                        .map(JudgedTask::comparison)
                        .flatMapToDouble(task -> ratio(task, metric))
                        .toArray(),
                effect(compared, metric, sessions));
    }

    /** Return how far the tasks moved together at an equal number of calls, as far as that is known. */
    static SuiteDrift sizeDriftOf(List<JudgedTask> tasks, SessionVariation sessions) {
        List<JudgedTask> compared = compared(tasks, Metric.TOTAL).stream()
                .filter(task -> task.comparison().replay().isEmpty())
                .toList();
        return SuiteDrift.of(
                compared.parallelStream()
                        .map(JudgedTask::comparison)
                        .flatMap(task -> task.sizeOfFirstLook().stream())
                        .mapToDouble(LogRatio::ratio)
                        .toArray(),
                effect(compared, Metric.TOTAL, sessions));
    }

    private static List<JudgedTask> compared(List<JudgedTask> tasks, Metric metric) {
        return tasks.stream()
                .filter(task -> task.verdict().kind().isByComparison())
                // what a provider's day does to all tasks alike would look like a drift of the suite
                .filter(task -> !isComparedByBuild(task, metric))
                .toList();
    }

    /**
     * Return what separates the measured session from the accepted ones, in the mean of the tasks: of those that were replayed, or of
     * which chance is not asked, nothing, which their share of the mean keeps as it is.
     */
    private static SessionEffect effect(List<JudgedTask> tasks, Metric metric, SessionVariation sessions) {
        double deviation = tasks.stream()
                .flatMap(task -> task.comparison().before().flatMap(baseline -> baseline.metric(metric)).stream()
                        .map(before -> isCertain(task, metric)
                                ? SessionEffect.NONE
                                : sessions.against(before.samplesOfBuilds())))
                .mapToDouble(SessionEffect::deviation)
                .average()
                .orElse(0);
        return new SessionEffect(deviation * deviation, sessions.degreesOfFreedom());
    }

    private static boolean isCertain(JudgedTask task, Metric metric) {
        return task.comparison().replay().isPresent()
                || task.findingOnMean(metric)
                        .filter(finding -> finding.rule().mode() == Mode.EXACT)
                        .isPresent();
    }

    /** Return after : before; of an estimate, what its error leaves of the change. */
    private static DoubleStream ratio(TaskComparison task, Metric metric) {
        double error = task.replay().map(replay -> replay.error(metric)).orElse(0.0);
        return task.firstLook().movement(metric).stream()
                .map(moved -> moved.to(
                        moved.after() >= moved.before()
                                ? Math.max(moved.before(), moved.after() - error)
                                : Math.min(moved.before(), moved.after() + error)))
                .mapToDouble(moved -> 1 + moved.drift());
    }

    private static boolean isComparedByBuild(JudgedTask task, Metric metric) {
        return task.findings().stream()
                .filter(finding -> finding.rule().metric().equals(metric))
                .anyMatch(
                        finding -> finding.evidence().flatMap(Evidence::builds).isPresent());
    }

    /** Return how the suite drifted, as a sentence with its remedy, or nothing where it did not. */
    static Optional<String> problem(List<JudgedTask> tasks, Policy policy, SessionVariation sessions) {
        SuiteDrift suite = driftOf(tasks, policy.metric(), sessions);
        Optional<String> byTotal = policy.suiteTolerance()
                .filter(tolerance -> isDrift(suite, tolerance, ALPHA))
                .map(tolerance ->
                        "All " + suite.tasks() + " tasks together drifted by " + inWords(suite, tolerance, ALPHA));
        if (byTotal.isPresent() || !policy.metric().equals(Metric.TOTAL) || suite.ratio() <= 1) {
            return byTotal;
        }
        SuiteDrift size = sizeDriftOf(tasks, sessions);
        return policy.suiteTolerance()
                .filter(tolerance -> isDrift(size, tolerance, ALPHA_OF_SIZE))
                .map(tolerance -> "All " + size.tasks() + " tasks together drifted at an equal number of calls by "
                        + inWords(size, tolerance, ALPHA_OF_SIZE));
    }

    private static boolean isDrift(SuiteDrift drift, Tolerance tolerance, double alpha) {
        return tolerance.isExceeded(1, drift.ratio())
                && drift.tasks() > 1
                && drift.mean().lowest(alpha) > 1;
    }

    private static String inWords(SuiteDrift drift, Tolerance tolerance, double alpha) {
        return Figures.percent(drift.ratio() - 1, tolerance.upper().orElse(0)) + " (geometric mean; at least "
                + Figures.percent(drift.mean().lowest(alpha) - 1, 0)
                + " with " + Figures.share(1 - alpha) + " confidence); the suite's tolerance is "
                + tolerance + ". " + Remedy.ACCEPT_ALL.sentence();
    }
}
