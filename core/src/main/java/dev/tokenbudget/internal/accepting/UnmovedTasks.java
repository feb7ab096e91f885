package dev.tokenbudget.internal.accepting;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TaskComparison;
import dev.tokenbudget.internal.verdict.VerdictKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tasks whose baselines are replaced although nothing says that they moved. */
final class UnmovedTasks {

    private static final Set<VerdictKind> UNMOVED = Set.of(VerdictKind.OK, VerdictKind.INCONCLUSIVE);

    private UnmovedTasks() {}

    /** Return what that does to their means, as a sentence; nothing where no runs stop early, or none vary. */
    static Optional<String> told(List<JudgedTask> tasks) {
        long stopEarly = tasks.stream()
                .filter(task -> UNMOVED.contains(task.verdict().kind()))
                .map(JudgedTask::comparison)
                .filter(UnmovedTasks::isStaged)
                .count();
        return stopEarly == 0
                ? Optional.empty()
                : Optional.of(
                        Figures.count(stopEarly, "accepted task", "accepted tasks") + " had not moved. Runs stop early"
                                + " where they look cheap, so that such means are low: by 4 % on average where runs vary by 30 %."
                                + " Runs that are added (-Dtokenbudget.add) have no such error.");
    }

    private static boolean isStaged(TaskComparison task) {
        return task.before().isPresent()
                && task.after()
                        .map(TaskRuns::terms)
                        .flatMap(terms -> terms.looks())
                        .filter(looks -> looks.first() < looks.most())
                        .isPresent()
                && task.after(Metric.TOTAL)
                        .map(SampleSummary::standardDeviation)
                        .filter(deviation -> deviation.orElse(0) > 0)
                        .isPresent();
    }
}
