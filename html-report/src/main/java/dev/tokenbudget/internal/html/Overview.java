package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.SuiteDrift;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The report in one look.
 *
 * @param verdicts how many tasks have each verdict, the worst first
 * @param suite how far all tasks moved together, where that is known
 * @param runs runs that were measured
 * @param calls calls that they made
 * @param tokens tokens that they used, as far as known
 * @param cost what the tasks cost, where a price list was applied
 */
record Overview(
        List<Count> verdicts,
        Optional<Suite> suite,
        String runs,
        String calls,
        String tokens,
        Optional<CostTile> cost) {

    /** How many tasks have one verdict. */
    record Count(Mark mark, int number) {

        String tasks() {
            return Figures.count(number);
        }
    }

    /** How far all tasks moved together. */
    record Suite(String drift, String atLeast, String allowed, String tasks, String size, String sessions) {}

    static Overview of(Comparison comparison) {
        List<TaskRuns> measured = comparison.tasks().stream()
                .flatMap(task -> task.comparison().after().stream())
                .toList();
        return new Overview(
                verdicts(comparison),
                suite(comparison),
                Figures.count(measured.stream().mapToInt(TaskRuns::size).sum(), "run", "runs"),
                Figures.count(measured.stream().mapToLong(TaskRuns::billedCalls).sum(), "call", "calls"),
                Figures.count(
                        measured.stream().mapToDouble(TaskRuns::knownTokens).sum()),
                comparison
                        .cost()
                        .map(cost -> CostTile.of(
                                cost,
                                comparison.replayed().isEmpty()
                                        ? "the runs of this build"
                                        : "the runs of this build, had all of them been live")));
    }

    private static List<Count> verdicts(Comparison comparison) {
        Map<Mark, Long> counts = comparison.tasks().stream()
                .map((JudgedTask task) -> Mark.of(task, comparison))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> new Count(count.getKey(), count.getValue().intValue()))
                .sorted(Comparator.comparing((Count count) -> count.mark().severity())
                        .reversed()
                        .thenComparing(count -> count.mark().verdict()))
                .toList();
    }

    private static Optional<Suite> suite(Comparison comparison) {
        SuiteDrift drift = comparison.suiteDrift();
        if (drift.tasks() < 1) {
            return Optional.empty();
        }
        SuiteDrift size = comparison.suiteSizeDrift();
        return Optional.of(new Suite(
                Figures.percent(drift.ratio() - 1),
                drift.tasks() > 1 ? Figures.percent(drift.lowerBound() - 1) : "",
                comparison.policy().suiteTolerance().map(Object::toString).orElse(""),
                Figures.count(drift.tasks(), "task", "tasks"),
                size.tasks() > 0 ? Figures.percent(size.ratio() - 1) : "",
                comparison.sessionsNote().orElse("")));
    }
}
