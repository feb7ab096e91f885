package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.SkippedTask;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a build reports about skipped tasks beside the verdict on each of them: whether anything was measured at all, and
 * which of them have no baseline and so no verdict.
 */
final class SkippedTasks {

    private static final int MOST_REASONS = 5;

    private final Measurement measurement;
    private final Set<TaskId> known;
    private final Policy policy;

    /** Look at a measurement of which the tasks {@code known} have a verdict. */
    SkippedTasks(Measurement measurement, Set<TaskId> known, Policy policy) {
        this.measurement = measurement;
        this.known = known;
        this.policy = policy;
    }

    /** Return what to say of tasks without a verdict, where they do not fail the build. */
    List<String> warnings() {
        return fail() ? List.of() : withoutVerdict();
    }

    /** Return what is wrong with the build as a whole. */
    List<BuildProblem> problems() {
        List<BuildProblem> problems = new ArrayList<>();
        if (!measurement.skipped().isEmpty() && nothingWasMeasured()) {
            problems.add(problem(nothingMeasured()));
        }
        if (fail()) {
            withoutVerdict().forEach(sentence -> problems.add(problem(sentence)));
        }
        return problems;
    }

    private boolean fail() {
        return policy.chosen(VerdictKind.SKIPPED) == Severity.FAILS;
    }

    private BuildProblem problem(String sentence) {
        return fail() ? BuildProblem.failing(sentence, policy) : new BuildProblem(sentence, Severity.WARNS);
    }

    private boolean nothingWasMeasured() {
        return measurement.looseCalls().isEmpty()
                && measurement.tasks().values().stream().allMatch(TaskRuns::areAborted);
    }

    private String nothingMeasured() {
        long tasks =
                measurement.skipped().stream().map(SkippedTask::task).distinct().count();
        return "Nothing was measured: " + Figures.count(tasks, "task was", "tasks were") + " skipped: " + reasons()
                + ". See that what the tests need is there, such as the key of a provider."
                + (fail() ? "" : " To fail such a build, set -D" + Setting.FAIL_ON_SKIPPED.key() + "=true.");
    }

    private String reasons() {
        List<String> reasons = measurement.skipped().stream()
                .map(SkippedTask::reason)
                .distinct()
                .toList();
        int more = reasons.size() - MOST_REASONS;
        return reasons.stream().limit(MOST_REASONS).collect(Collectors.joining("; "))
                + (more > 0 ? " and " + Figures.count(more, "more reason", "more reasons") : "");
    }

    private List<String> withoutVerdict() {
        return measurement.skipped().stream()
                .filter(skipped -> Stream.concat(known.stream(), measurement.tasks().keySet().stream())
                        .noneMatch(skipped::covers))
                .map(skipped ->
                        skipped.task().shortName() + " was skipped, and has no baseline yet: " + skipped.reason())
                .distinct()
                .toList();
    }
}
