package dev.tokenbudget.internal.statistics;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The straight line that is nearest to points, by least squares of y.
 *
 * @param slope by how much y grows where x grows by 1
 * @param halfWidth how far the slope may be off, up or down, with 95 % confidence
 * @param points how many points it rests on
 */
public record RegressionLine(double slope, double halfWidth, int points) {

    /** A line through two points is always exact. */
    private static final int FEWEST_POINTS = 3;

    private static final double TAIL = 0.025;

    /** A point that a line is to be near to. */
    public record Point(double x, double y) {}

    /** Return the line, or nothing where there are fewer than three points, or all have the same x. */
    public static Optional<RegressionLine> through(List<Point> points) {
        int n = points.size();
        double meanX = points.stream().mapToDouble(Point::x).average().orElse(0);
        double meanY = points.stream().mapToDouble(Point::y).average().orElse(0);
        double squares = points.stream()
                .mapToDouble(point -> (point.x() - meanX) * (point.x() - meanX))
                .sum();
        if (n < FEWEST_POINTS || squares == 0) {
            return Optional.empty();
        }
        double slope = points.stream()
                        .mapToDouble(point -> (point.x() - meanX) * (point.y() - meanY))
                        .sum()
                / squares;
        double residuals = points.stream()
                .mapToDouble(point -> point.y() - meanY - slope * (point.x() - meanX))
                .map(residual -> residual * residual)
                .sum();
        double standardError = Math.sqrt(residuals / (n - 2) / squares);
        return Optional.of(
                new RegressionLine(slope, TDistribution.of(n - 2).inverseSurvivalProbability(TAIL) * standardError, n));
    }
}
