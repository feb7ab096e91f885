package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.LooseCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Shows the comparisons of several modules as one; what each module's own policy decided stays as it is. */
public final class AggregateComparison {

    private AggregateComparison() {}

    /**
     * Return {@code modules} as one comparison whose tasks, warnings and problems bear the name of their module.
     *
     * @param modules a comparison for the name of each module, at least one
     */
    public static Comparison of(SortedMap<String, Comparison> modules) {
        Comparison first = modules.values().iterator().next();
        List<JudgedTask> tasks = new ArrayList<>();
        List<LooseCall> unattributed = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<BuildProblem> problems = new ArrayList<>();
        for (Map.Entry<String, Comparison> entry : modules.entrySet()) {
            Comparison comparison = entry.getValue().named(entry.getKey());
            comparison.tasks().forEach(task -> tasks.add(task.in(comparison.module())));
            unattributed.addAll(comparison.unattributed());
            warnings.addAll(comparison.warnings());
            problems.addAll(comparison.problems());
        }
        List<TaskComparison> comparisons =
                tasks.stream().map(JudgedTask::comparison).toList();
        return new Comparison(
                first.build(),
                first.policy(),
                tasks,
                unattributed,
                warnings,
                problems,
                modules.values().stream()
                        .flatMap(module -> module.cost().stream())
                        .findFirst()
                        .flatMap(cost -> Comparison.cost(comparisons, cost.prices(), first.policy())),
                modules.values().stream()
                        .flatMap(module -> module.incomplete().stream())
                        .toList());
    }
}
