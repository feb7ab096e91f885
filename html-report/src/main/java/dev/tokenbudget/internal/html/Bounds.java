package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.verdict.JudgedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a task's mean is held against, in the metric's unit.
 *
 * @param allowed the smallest and the largest mean that the tolerance allows, as far as it has limits
 * @param interval where the measured mean probably lies; absent where no test says so, or on one side only
 */
record Bounds(List<Double> allowed, Optional<Interval> interval) {

    /** Return the bounds of the mean; none where there is no baseline. */
    static Bounds of(JudgedTask task, Sides sides) {
        List<Double> allowed = new ArrayList<>();
        sides.before().map(SampleSummary::mean).ifPresent(mean -> {
            Tolerance tolerance = task.toleranceOf(sides.metric());
            tolerance.lowestAllowed(mean).ifPresent(allowed::add);
            if (!tolerance.isOfFallAlone()) {
                allowed.add(tolerance.highestAllowed(mean));
            }
        });
        Optional<Interval> interval = task.findingOnMean(sides.metric())
                .flatMap(finding -> finding.interval()
                        .map(ratio -> times(ratio, finding.movement().before())))
                .filter(range -> Double.isFinite(range.upper()));
        return new Bounds(allowed, interval);
    }

    private static Interval times(Interval ratio, double mean) {
        return new Interval(ratio.lower() * mean, ratio.upper() * mean);
    }
}
