package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.store.TaskPoint;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A task's tokens over time.
 *
 * @param samples in the order of time
 * @param each what a sample sums up, such as {@code build}
 */
record Series(List<Sample> samples, String each) {

    /** More builds than these cannot be told apart in a drawing. */
    private static final int MOST_BUILDS = 120;

    /** Return what builds measured of a task; where none did, its {@code days}. */
    static Series of(List<TaskPoint> points, SortedMap<LocalDate, RunGroup> days) {
        List<Sample> builds =
                points.stream().map(Sample::of).flatMap(Optional::stream).toList();
        if (builds.size() > MOST_BUILDS) {
            return new Series(weekly(builds), "week");
        }
        if (!builds.isEmpty()) {
            return new Series(builds, "build");
        }
        List<Sample> daily = new ArrayList<>();
        for (Map.Entry<LocalDate, RunGroup> day : days.entrySet()) {
            Sample.of(day.getKey(), day.getValue()).ifPresent(daily::add);
        }
        return new Series(daily, "day");
    }

    private static List<Sample> weekly(List<Sample> builds) {
        SortedMap<LocalDate, Sample> weeks = new TreeMap<>();
        for (Sample build : builds) {
            LocalDate monday = build.day().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            weeks.merge(monday, new Sample(monday, build.n(), build.mean(), build.deviation()), Sample::plus);
        }
        return List.copyOf(weeks.values());
    }
}
