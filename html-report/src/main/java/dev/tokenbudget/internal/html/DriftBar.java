package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.verdict.JudgedTask;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How far a task moved, beside what it may: from half as much to half as much again, and cut off there.
 *
 * @param zero where no drift stands
 * @param limits where the tolerance ends
 * @param x where the bar begins
 * @param width how long it is
 */
record DriftBar(String zero, List<String> limits, String x, String width) {

    private static final Scale SCALE = new Scale(-0.5, 0.5);

    static Optional<DriftBar> of(JudgedTask task, Sides sides) {
        OptionalDouble drift = sides.drift();
        return drift.isEmpty()
                ? Optional.empty()
                : Optional.of(of(task.toleranceOf(sides.metric()), drift.getAsDouble()));
    }

    private static DriftBar of(Tolerance tolerance, double drift) {
        return new DriftBar(
                SCALE.percent(0),
                Stream.of(tolerance.lower(), tolerance.upper())
                        .filter(OptionalDouble::isPresent)
                        .map(limit -> SCALE.percent(limit.getAsDouble()))
                        .toList(),
                SCALE.percent(Math.min(drift, 0)),
                SCALE.length(0, drift));
    }
}
