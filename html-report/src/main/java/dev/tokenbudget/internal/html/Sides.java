package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.statistics.Drift;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One metric of a task before and after.
 *
 * @param metric the metric
 * @param before what was accepted
 * @param after what was measured
 */
record Sides(Metric metric, Optional<SampleSummary> before, Optional<SampleSummary> after) {

    static final String NOTHING = "–";

    static Sides of(TaskComparison task, Metric metric) {
        return new Sides(metric, task.before(metric), task.after(metric));
    }

    /** Whether the metric is known on neither side. */
    boolean isUnknown() {
        return before.isEmpty() && after.isEmpty();
    }

    /** Return how far the mean moved, as a fraction; from 0, any growth is infinite. */
    OptionalDouble drift() {
        return Drift.ofMeans(before, after);
    }

    /** Return the drift in words, never rounded onto the limit of {@code tolerance}. */
    String driftBeside(Tolerance tolerance) {
        return drift().isPresent() ? Figures.percent(drift().getAsDouble(), tolerance.share()) : NOTHING;
    }

    /** Return the accepted mean in words. */
    String meanBefore() {
        return mean(before);
    }

    /** Return the measured mean in words. */
    String meanAfter() {
        return mean(after);
    }

    private String mean(Optional<SampleSummary> side) {
        return side.map(known -> metric.figure(known.mean())).orElse(NOTHING);
    }
}
