package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.history.store.TaskPoint;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The changes of one figure of one task. */
final class SeriesChanges {

    /**
     * Places whose likelihood is less than e^(-7.35/2) of the best one's are out of the range of 95 % confidence (Siegmund, Confidence
     * Sets in Change-point Problems, International Statistical Review 56, 1988).
     */
    private static final double WITHIN = 7.35;

    /**
     * A change.
     *
     * @param build the first build on the new level
     * @param earliest the earliest build that may be that
     * @param latest the latest one
     * @param change the logarithm of the ratio of the levels
     */
    record Change(int build, int earliest, int latest, double change) {}

    private final FigureSeries series;
    private final DailyLevels days;
    private final double[] effects;
    private final Segmentation segmentation;
    private final int[] firstBuilds;

    SeriesChanges(FigureSeries series, DayEffects dayEffects) {
        this.series = series;
        DailyLevels measured = series.daily();
        DailyLevels calm = measured.without(dayEffects.on(measured.days()));
        DailyLevels level = calm.without(calm.season());
        this.days = level.clipped();
        this.effects = difference(measured.values(), days.values());
        this.segmentation = level.segmentation();
        this.firstBuilds = firstBuilds();
    }

    List<Change> all() {
        List<Integer> starts = new ArrayList<>(List.of(0));
        starts.addAll(segmentation.changes());
        starts.add(days.values().length);
        dropHalfSteps(starts);
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i < starts.size() - 1; i++) {
            changes.add(change(starts.get(i - 1), starts.get(i), starts.get(i + 1)));
        }
        return changes;
    }

    /** A step within a day leaves that day between both levels, which looks like two steps close together: the larger one is it. */
    private void dropHalfSteps(List<Integer> starts) {
        for (int i = 1; i + 2 < starts.size(); i++) {
            double first = step(starts, i);
            double second = step(starts, i + 1);
            if (starts.get(i + 1) - starts.get(i) <= Segmentation.SHORTEST && first * second > 0) {
                starts.remove(Math.abs(first) < Math.abs(second) ? i : i + 1);
                i--;
            }
        }
    }

    private double step(List<Integer> starts, int i) {
        return mean(starts.get(i), starts.get(i + 1)) - mean(starts.get(i - 1), starts.get(i));
    }

    private Change change(int from, int day, int to) {
        double before = mean(from, day);
        double after = mean(day, to);
        int earliest = day;
        int latest = day;
        double best = segmentation.cost(from, day) + segmentation.cost(day, to);
        for (int other = from + 1; other < to; other++) {
            if (segmentation.cost(from, other) + segmentation.cost(other, to) <= best + WITHIN) {
                earliest = Math.min(earliest, other);
                latest = Math.max(latest, other);
            }
        }
        int build = buildOf(day, before, after);
        return new Change(
                build, Math.min(build, firstBuilds[earliest]), Math.max(build, firstBuilds[latest]), after - before);
    }

    /** Return the build of the day or of the one before with which the new level begins most likely. */
    private int buildOf(int day, double before, double after) {
        int from = firstBuilds[day - 1] + 1;
        int to = firstBuilds[day + 1];
        int best = firstBuilds[day];
        double least = misfit(day, best, before, after);
        for (int build = from; build < to; build++) {
            double misfit = misfit(day, build, before, after);
            if (misfit < least) {
                least = misfit;
                best = build;
            }
        }
        return best;
    }

    private double misfit(int day, int change, double before, double after) {
        double sum = 0;
        for (int build = firstBuilds[day - 1]; build < firstBuilds[day + 1]; build++) {
            double effect = effects[build < firstBuilds[day] ? day - 1 : day];
            double distance = series.values()[build] - effect - (build < change ? before : after);
            sum += distance * distance;
        }
        return sum;
    }

    private double mean(int from, int to) {
        return Arrays.stream(days.values(), from, to).average().orElse(0);
    }

    /** Return the first build of each day, and behind them the number of builds. */
    private int[] firstBuilds() {
        List<TaskPoint> points = series.points();
        int[] firsts = new int[days.days().size() + 1];
        int day = -1;
        LocalDate last = LocalDate.MIN;
        for (int build = 0; build < points.size(); build++) {
            if (!series.day(build).equals(last)) {
                last = series.day(build);
                firsts[++day] = build;
            }
        }
        firsts[firsts.length - 1] = points.size();
        return firsts;
    }

    private static double[] difference(double[] values, double[] others) {
        double[] difference = new double[values.length];
        Arrays.setAll(difference, i -> values[i] - others[i]);
        return difference;
    }
}
