package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.statistics.Median;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What single days do to all tasks alike, such as a provider's bad day: the median of how far the tasks of a day lie from their own
 * levels, as far as it is more than the tasks' own noise. Steps that all tasks share are levels too, and stay.
 */
final class DayEffects {

    /** Fewer tasks do not tell what is the day's and what is a task's own. */
    private static final int FEWEST_TASKS = 5;

    /** The variance of a median of normal values is so many times that of their mean. */
    private static final double OF_MEDIAN = Math.PI / 2;

    private final Map<LocalDate, Double> effects = new TreeMap<>();

    /** Take the same figure of several tasks. */
    DayEffects(List<DailyLevels> tasks) {
        SortedMap<LocalDate, List<Double>> residuals = new TreeMap<>();
        for (DailyLevels task : tasks) {
            double[] own = task.distancesFromLevels();
            for (int i = 0; i < own.length; i++) {
                residuals
                        .computeIfAbsent(task.days().get(i), day -> new ArrayList<>())
                        .add(own[i]);
            }
        }
        residuals.values().removeIf(ofDay -> ofDay.size() < FEWEST_TASKS);
        if (!residuals.isEmpty()) {
            learn(residuals);
        }
    }

    private void learn(SortedMap<LocalDate, List<Double>> residuals) {
        List<LocalDate> days = List.copyOf(residuals.keySet());
        double[] common =
                residuals.values().stream().mapToDouble(DayEffects::median).toArray();
        double[] apart = new DailyLevels(days, common).distancesFromLevels();
        double[] ofTasks =
                new double[residuals.values().stream().mapToInt(List::size).sum()];
        int next = 0;
        for (int i = 0; i < common.length; i++) {
            for (double residual : residuals.getOrDefault(days.get(i), List.of())) {
                ofTasks[next++] = residual - common[i];
            }
        }
        double noise = OF_MEDIAN * square(Median.deviation(ofTasks)) * days.size() / ofTasks.length;
        double all = square(Median.deviation(apart));
        double share = all == 0 ? 0 : Math.max(0, 1 - noise / all);
        for (int i = 0; i < apart.length; i++) {
            effects.put(days.get(i), share * apart[i]);
        }
    }

    double[] on(List<LocalDate> days) {
        return days.stream().mapToDouble(day -> effects.getOrDefault(day, 0.0)).toArray();
    }

    private static double median(List<Double> values) {
        return Median.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double square(double value) {
        return value * value;
    }
}
