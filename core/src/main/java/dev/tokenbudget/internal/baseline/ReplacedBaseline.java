package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Tolerance;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an acceptance replaced.
 *
 * @param mean mean tokens of a run
 * @param runs how many runs that is the mean of
 * @param tolerance how far it might have moved
 * @param models the models that those runs asked for, where the new ones ask for others; else empty
 */
public record ReplacedBaseline(double mean, int runs, Tolerance tolerance, List<String> models) {

    public ReplacedBaseline {
        models = List.copyOf(models);
    }

    /** Return what {@code former} was to {@code now}; nothing where it was an estimate, or holds the same tokens. */
    static Optional<ReplacedBaseline> of(TaskBaseline former, TaskBaseline now, Tolerance tolerance) {
        return former.metric(Metric.TOTAL)
                .filter(tokens -> former.estimated().isEmpty())
                .filter(tokens -> now.metric(Metric.TOTAL)
                        .filter(other -> Arrays.equals(other.samples(), tokens.samples()))
                        .isEmpty())
                .map(tokens -> new ReplacedBaseline(
                        tokens.summary().mean(),
                        tokens.summary().n(),
                        tolerance,
                        former.models().equals(now.models()) ? List.of() : former.models()));
    }
}
