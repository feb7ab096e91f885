package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.run.TaskVariant;
import dev.tokenbudget.internal.variant.MeasuredVariant;
import dev.tokenbudget.internal.variant.VariantComparison;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the variants among measured tasks, and puts those of the same task beside each other. */
final class ComparedVariants {

    private ComparedVariants() {}

    /** Return the comparisons of all tasks that were run in several variants, by task. */
    static List<VariantComparison> of(List<TaskComparison> tasks, double margin) {
        return byTaskAndName(tasks).entrySet().stream()
                .filter(task -> task.getValue().size() > 1)
                .map(task -> compared(task.getKey(), task.getValue(), margin))
                .toList();
    }

    /** Return the tasks whose runs are of variants that are not in use. */
    static Set<TaskId> notInUse(List<TaskComparison> tasks) {
        return byTaskAndName(tasks).values().stream()
                .flatMap(variants -> variants.values().stream().skip(1))
                .flatMap(variant -> variant.stream().map(OfVariant::task))
                .collect(Collectors.toSet());
    }

    private static Map<TaskId, Map<String, List<OfVariant>>> byTaskAndName(List<TaskComparison> tasks) {
        List<TaskComparison> ofVariants =
                tasks.stream().filter(ComparedVariants::isOfVariant).toList();
        // most tasks have none
        if (ofVariants.isEmpty()) {
            return Map.of();
        }
        return ofVariants.stream()
                .flatMap(task -> OfVariant.in(task).stream())
                .sorted(OfVariant.ORDER)
                .collect(Collectors.groupingBy(
                        OfVariant::ofAllVariants,
                        TreeMap::new,
                        Collectors.groupingBy(OfVariant::name, LinkedHashMap::new, Collectors.toList())));
    }

    private static boolean isOfVariant(TaskComparison task) {
        return task.after().isPresent()
                && task.after().get().runs().stream()
                        .anyMatch(run -> run.variant().isPresent());
    }

    private static VariantComparison compared(TaskId task, Map<String, List<OfVariant>> byName, double margin) {
        List<MeasuredVariant> variants = byName.entrySet().stream()
                .map(variant -> measured(task, variant.getKey(), variant.getValue()))
                .toList();
        return VariantComparison.of(task, variants.get(0), variants.subList(1, variants.size()), margin);
    }

    private static MeasuredVariant measured(TaskId task, String name, List<OfVariant> tasks) {
        List<Run> runs = tasks.stream().flatMap(of -> of.runs().runs().stream()).toList();
        return MeasuredVariant.of(
                name, tasks.stream().map(OfVariant::task).toList(), new TaskRuns(task, runs), PassRateRule.count(runs));
    }

    /**
     * A task that is a variant of another one.
     *
     * @param ofAllVariants the task as it is called without variants
     * @param name what the variant is called
     */
    private record OfVariant(TaskId ofAllVariants, TaskId task, String name, TaskRuns runs) {

        /** The one in use first: the task itself, or where each parameter set is a task of its own, the one that began first. */
        static final Comparator<OfVariant> ORDER = Comparator.comparing(
                        (OfVariant of) -> !of.task().equals(of.ofAllVariants()))
                .thenComparing(OfVariant::began)
                .thenComparing(OfVariant::task);

        /** A run that failed before its test began does not know its variant; the others of its task do. */
        static Optional<OfVariant> in(TaskComparison task) {
            TaskId id = task.task();
            return task.after()
                    .flatMap(runs -> runs.variant()
                            .map((TaskVariant variant) -> new OfVariant(
                                    new TaskId(id.module(), id.testClass(), variant.of()), id, variant.name(), runs)));
        }

        private Instant began() {
            return runs.started();
        }
    }
}
