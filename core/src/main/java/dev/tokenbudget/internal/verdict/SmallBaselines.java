package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.statistics.RunsNeeded;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.Names;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Baselines of so few runs that chance hides a drift of the tolerance: one sentence about all of them, in place of a warning for
 * each task whose movement chance may explain.
 */
final class SmallBaselines {

    private static final Comparator<JudgedTask> WEAKEST_LAST = Comparator.comparing(SmallBaselines::shown)
            .thenComparing(Comparator.comparing(SmallBaselines::runs).reversed());

    private static final int MOST_NAMED = 10;
    private static final Set<VerdictKind> UNDECIDED = Set.of(VerdictKind.OK, VerdictKind.INCONCLUSIVE);

    private SmallBaselines() {}

    /** Whether the verdict on {@code task} is for want of runs in its baseline. */
    static boolean isBehind(JudgedTask task) {
        return task.verdict().kind() == VerdictKind.INCONCLUSIVE && isSmall(task);
    }

    /** Return the sentence; nothing where all baselines hold enough runs. */
    static Optional<String> warning(List<JudgedTask> tasks, Policy policy) {
        List<JudgedTask> small = tasks.stream().filter(SmallBaselines::isSmall).toList();
        return small.stream()
                .max(WEAKEST_LAST)
                .map(weakest ->
                        Figures.count(small.size(), "task has a baseline", "tasks have baselines") + " of fewer than "
                                + policy.minBaselineRuns() + " runs, which show only large drifts: "
                                + weakest.comparison().task().shortName() + ", with "
                                + Figures.count(runs(weakest), "run, ", "runs, ") + power(weakest) + "."
                                + moved(small) + " Where nothing changed, add the runs of this build: "
                                + AcceptCommand.adding(ids(small)));
    }

    private static String power(JudgedTask task) {
        return shown(task) < Double.POSITIVE_INFINITY
                ? "shows reliably only " + Figures.percent(shown(task))
                : "was compared without a test";
    }

    private static String moved(List<JudgedTask> small) {
        List<String> moved = small.stream()
                .filter(SmallBaselines::isBehind)
                .map(task -> task.comparison().task().shortName()
                        + task.verdict()
                                .movement()
                                .map(movement -> " (" + Figures.percent(movement.drift()) + ")")
                                .orElse(""))
                .toList();
        return moved.isEmpty()
                ? ""
                : " Moved further than allowed, but noise may explain it: " + Names.of(moved, MOST_NAMED) + ".";
    }

    private static boolean isSmall(JudgedTask task) {
        return task.comparison().replay().isEmpty()
                && UNDECIDED.contains(task.verdict().kind())
                && runs(task) < task.policy().minBaselineRuns()
                && finding(task)
                        .filter(finding -> finding.rule().mode().isWorthRuns())
                        // more runs would show no more where builds differ
                        .filter(finding ->
                                finding.evidence().flatMap(Evidence::builds).isEmpty())
                        .flatMap(finding ->
                                accepted(task).filter(runs -> RunsNeeded.areMoreThan(runs, allowed(finding))))
                        .isPresent();
    }

    private static double allowed(Finding finding) {
        double before = finding.movement().before();
        return before > 0 ? finding.tolerance().highestAllowed(before) / before - 1 : Double.POSITIVE_INFINITY;
    }

    /** The smallest drift that is shown reliably. */
    private static double shown(JudgedTask task) {
        return finding(task)
                .flatMap(Finding::evidence)
                .map(evidence -> evidence.detectable().orElse(Double.POSITIVE_INFINITY))
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static int runs(JudgedTask task) {
        return accepted(task).map(SampleSummary::n).orElse(0);
    }

    private static Optional<SampleSummary> accepted(JudgedTask task) {
        return task.comparison().before(task.policy().metric());
    }

    private static Optional<Finding> finding(JudgedTask task) {
        Metric metric = task.policy().metric();
        return task.findingOnMean(metric);
    }

    private static List<TaskId> ids(List<JudgedTask> tasks) {
        return tasks.stream().map(task -> task.comparison().task()).toList();
    }
}
