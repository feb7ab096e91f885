package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.history.LogSums;
import dev.tokenbudget.internal.history.store.TaskPoint;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A figure of one task, build by build.
 *
 * @param figure what it is
 * @param points the builds, in the order of time; each has samples
 * @param values the mean logarithm of the figure in each of them
 */
record FigureSeries(Figure figure, List<TaskPoint> points, double[] values) {

    /** Logarithms of equal numbers differ by rounding. */
    private static final double ROUNDING = 1e-9;

    FigureSeries {
        points = List.copyOf(points);
    }

    static FigureSeries tokens(List<TaskPoint> points) {
        return new FigureSeries(
                Figure.TOKENS,
                points,
                points.stream().mapToDouble(FigureSeries::meanOfTokens).toArray());
    }

    /**
     * Return the tokens at an equal number of calls, by the slope within builds; nothing where calls do not differ within any build:
     * then nobody knows what a call more would have cost.
     */
    static Optional<FigureSeries> size(List<TaskPoint> points) {
        double squares = 0;
        double products = 0;
        for (TaskPoint point : points) {
            LogSums sums = point.logs();
            squares += sums.callsSquares() - sums.calls() * sums.calls() / point.samples();
            products += sums.products() - sums.calls() * sums.tokens() / point.samples();
        }
        if (squares < ROUNDING) {
            return Optional.empty();
        }
        double slope = products / squares;
        double[] values = points.stream()
                .mapToDouble(point -> meanOfTokens(point) - slope * point.logs().calls() / point.samples())
                .toArray();
        return Optional.of(new FigureSeries(Figure.SIZE, points, values));
    }

    private static double meanOfTokens(TaskPoint point) {
        return point.logs().tokens() / point.samples();
    }

    LocalDate day(int build) {
        return LocalDate.ofInstant(points.get(build).build().at(), ZoneOffset.UTC);
    }

    DailyLevels daily() {
        List<LocalDate> days = new ArrayList<>();
        List<Double> means = new ArrayList<>();
        for (int first = 0; first < values.length; ) {
            int end = first;
            double sum = 0;
            while (end < values.length && day(end).equals(day(first))) {
                sum += values[end++];
            }
            days.add(day(first));
            means.add(sum / (end - first));
            first = end;
        }
        return new DailyLevels(
                days, means.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
