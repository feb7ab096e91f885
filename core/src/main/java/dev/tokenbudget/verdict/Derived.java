package dev.tokenbudget.verdict;

import dev.tokenbudget.composition.Composition;
import dev.tokenbudget.efficiency.Efficiency;
import dev.tokenbudget.run.Metric;
import dev.tokenbudget.run.TaskRuns;
import dev.tokenbudget.statistics.SampleSummary;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What follows from the runs of a task, each thing worked out once: runs are many, and every report asks for the same. */
final class Derived {

    private final Optional<TaskRuns> runs;
    private final Map<Metric, Optional<SampleSummary>> summaries = new ConcurrentHashMap<>();
    private volatile Optional<Optional<Composition>> composition = Optional.empty();
    private volatile Optional<Optional<Efficiency>> efficiency = Optional.empty();

    Derived(Optional<TaskRuns> runs) {
        this.runs = runs;
    }

    Optional<SampleSummary> summary(Metric metric) {
        return summaries.computeIfAbsent(
                metric,
                asked -> runs.map(known -> known.samples(asked))
                        .filter(samples -> samples.length > 0)
                        .map(SampleSummary::of));
    }

    Optional<Composition> composition() {
        if (composition.isEmpty()) {
            composition = Optional.of(runs.flatMap(Composition::of));
        }
        return composition.get();
    }

    Optional<Efficiency> efficiency() {
        if (efficiency.isEmpty()) {
            efficiency = Optional.of(runs.map(Efficiency::of));
        }
        return efficiency.get();
    }

    /** What follows from the same runs is the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Derived derived && runs.equals(derived.runs);
    }

    @Override
    public int hashCode() {
        return runs.hashCode();
    }
}
