package dev.tokenbudget.internal.history.change;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * How well change points are found: seeded series, of which the truth is known.
 *
 * @param series how many series there were
 * @param found in how many the step was found, by a change point within ten builds
 * @param withinOne in how many by one within one build
 * @param covered in how many the builds of the widest range hold the step
 * @param others how many change points there were beside
 * @param seriesWithOthers in how many series
 */
record ChangePointSimulation(int series, int found, int withinOne, int covered, int others, int seriesWithOthers) {

    private static final int NEAR = 10;

    /** Look for a step of the first task, {@code margin} builds or more from both ends. */
    static ChangePointSimulation ofSteps(SimulatedBuilds builds, int series, double step, int margin) {
        return ofStepsAt(builds, series, step, seed -> place(seed, builds.nights(), margin));
    }

    /** Return where the step of a seed is. */
    static int place(int seed, int nights, int margin) {
        return margin + new Random(seed * 7919L + 13).nextInt(nights - 2 * margin + 1);
    }

    /** Look for a step of the first task at {@code place} of each seed. */
    static ChangePointSimulation ofStepsAt(SimulatedBuilds builds, int series, double step, IntUnaryOperator place) {
        int found = 0;
        int withinOne = 0;
        int covered = 0;
        int others = 0;
        int seriesWithOthers = 0;
        for (int seed = 0; seed < series; seed++) {
            int truth = place.applyAsInt(seed);
            List<ChangePoint> changes =
                    ChangePoints.in(builds.points(seed, night -> night < truth ? 0 : Math.log1p(step)), Set.of())
                            .stream()
                            .filter(change -> change.task().equals("Task0.runs"))
                            .toList();
            found += any(changes, truth, NEAR) ? 1 : 0;
            withinOne += any(changes, truth, 1) ? 1 : 0;
            covered += changes.stream().anyMatch(change -> holds(change, truth)) ? 1 : 0;
            int beside = (int) changes.stream()
                    .filter(change -> distance(change, truth) > NEAR)
                    .count();
            others += beside;
            seriesWithOthers += beside > 0 ? 1 : 0;
        }
        return new ChangePointSimulation(series, found, withinOne, covered, others, seriesWithOthers);
    }

    /** Look at all tasks of years in which nothing changed; each is a series. */
    static ChangePointSimulation ofNothing(SimulatedBuilds builds, int projects) {
        int others = 0;
        int seriesWithOthers = 0;
        for (int seed = 0; seed < projects; seed++) {
            List<ChangePoint> changes = ChangePoints.in(builds.points(1_000_000L + seed, night -> 0), Set.of());
            others += changes.size();
            seriesWithOthers +=
                    (int) changes.stream().map(ChangePoint::task).distinct().count();
        }
        return new ChangePointSimulation(projects * builds.tasks(), 0, 0, 0, others, seriesWithOthers);
    }

    private static boolean any(List<ChangePoint> changes, int truth, int reach) {
        return changes.stream().anyMatch(change -> distance(change, truth) <= reach);
    }

    private static int distance(ChangePoint change, int truth) {
        return Math.abs(SimulatedBuilds.night(change.between().after()) - truth);
    }

    private static boolean holds(ChangePoint change, int truth) {
        return SimulatedBuilds.night(change.widest().before()) < truth
                && truth <= SimulatedBuilds.night(change.widest().after());
    }

    String share(int count) {
        return String.format(Locale.ROOT, "%5.1f %%", 100.0 * count / series);
    }
}
