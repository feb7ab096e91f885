package dev.tokenbudget.internal.variant;

import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.stream.Stream;

/**
 * The variants of one task beside each other.
 *
 * @param task the task as it is called without variants
 * @param inUse the variant that the others are compared with
 * @param others the other variants, in the order in which they were first run
 */
public record VariantComparison(TaskId task, MeasuredVariant inUse, List<ComparedVariant> others) {

    public VariantComparison {
        others = List.copyOf(others);
    }

    /**
     * Compare variants.
     *
     * @param task the task as it is called without variants
     * @param inUse the variant in use
     * @param others the others
     * @param margin by how much smaller a share of runs may succeed that still counts as no worse, as a fraction
     */
    public static VariantComparison of(
            TaskId task, MeasuredVariant inUse, List<MeasuredVariant> others, double margin) {
        return new VariantComparison(
                task,
                inUse,
                others.stream()
                        .map(other -> ComparedVariant.of(other, inUse, margin))
                        .toList());
    }

    /** Return all variants, the one in use first. */
    public List<MeasuredVariant> all() {
        return Stream.concat(Stream.of(inUse), others.stream().map(ComparedVariant::measured))
                .toList();
    }

    /** Return what the comparisons show, a sentence each. */
    public List<String> sentences() {
        return others.stream().map(ComparedVariant::sentence).toList();
    }
}
