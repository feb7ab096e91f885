package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.statistics.Median;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A figure of a task on each day that has builds: builds of one day share what the day does to them, so that a day is one
 * observation.
 *
 * @param days the days, ascending
 * @param values the logarithm of the figure on each of them
 */
record DailyLevels(List<LocalDate> days, double[] values) {

    /** As many days of each weekday tell what it does; fewer would add more noise than they take away. */
    private static final int FEWEST_OF_WEEKDAY = 8;

    /** Values further away from their level are taken for as far away (Hampel's identifier, at three deviations). */
    private static final double FAR = 3;

    /** What varies by less is taken to vary by two in a thousand: nobody looks for smaller steps than about one in a hundred. */
    private static final double LEAST_DEVIATION = 0.002;

    private static final double ROOT_OF_TWO = Math.sqrt(2);

    DailyLevels {
        days = List.copyOf(days);
    }

    private double[] residuals() {
        return RunningMedian.residuals(values);
    }

    /** Return these days without {@code effects}, one for each of them. */
    DailyLevels without(double[] effects) {
        double[] rest = new double[values.length];
        Arrays.setAll(rest, i -> values[i] - effects[i]);
        return new DailyLevels(days, rest);
    }

    /** Return what the weekday of each day does to it; 0 where there are too few weeks to tell. */
    double[] season() {
        double[] residuals = residuals();
        Map<DayOfWeek, Double> byWeekday = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek weekday : DayOfWeek.values()) {
            double[] own = new double[days.size()];
            int count = 0;
            for (int i = 0; i < own.length; i++) {
                if (days.get(i).getDayOfWeek() == weekday) {
                    own[count++] = residuals[i];
                }
            }
            if (count > 0 && count < FEWEST_OF_WEEKDAY) {
                return new double[values.length];
            }
            byWeekday.put(weekday, count == 0 ? 0 : Median.of(Arrays.copyOf(own, count)));
        }
        return days.stream()
                .mapToDouble(day -> byWeekday.getOrDefault(day.getDayOfWeek(), 0.0))
                .toArray();
    }

    /**
     * Return by how much days of one level differ: the larger of what neighbours and what days and their surroundings tell, so that
     * slow waves are no steps.
     */
    double deviation() {
        double[] differences = new double[Math.max(1, values.length - 1)];
        for (int i = 1; i < values.length; i++) {
            differences[i - 1] = (values[i] - values[i - 1]) / ROOT_OF_TWO;
        }
        return Math.max(LEAST_DEVIATION, Math.max(Median.deviation(differences), Median.deviation(residuals())));
    }

    /** Return the levels of these days, and how the days of a level differ. */
    Segmentation segmentation() {
        double deviation = deviation();
        return new Segmentation(
                Arrays.stream(clipped().values).map(value -> value / deviation).toArray());
    }

    /** Return how far each day is from its level. */
    double[] distancesFromLevels() {
        List<Integer> starts = new ArrayList<>(segmentation().changes());
        starts.add(0, 0);
        starts.add(values.length);
        double[] near = clipped().values;
        double[] distances = new double[values.length];
        for (int level = 1; level < starts.size(); level++) {
            int from = starts.get(level - 1);
            int to = starts.get(level);
            double mean = Arrays.stream(near, from, to).average().orElse(0);
            for (int i = from; i < to; i++) {
                distances[i] = values[i] - mean;
            }
        }
        return distances;
    }

    /** Return these days where those far away from their surroundings are nearer. */
    DailyLevels clipped() {
        double[] residuals = residuals();
        double reach = FAR * deviation();
        double[] near = new double[values.length];
        Arrays.setAll(near, i -> values[i] - residuals[i] + Math.max(-reach, Math.min(reach, residuals[i])));
        return new DailyLevels(days, near);
    }
}
