package dev.tokenbudget.internal.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The figures of simulated builds. */
record Estimates(Map<BuildFigure, Estimate> byFigure) {

    static final Estimates NONE = new Estimates(Map.of());

    Estimates {
        byFigure = Map.copyOf(byFigure);
    }

    /** Estimate all figures of {@code builds}, at least two. */
    static Estimates of(List<Map<BuildFigure, Double>> builds) {
        return new Estimates(Arrays.stream(BuildFigure.values())
                .collect(Collectors.toMap(
                        figure -> figure,
                        figure -> Estimate.of(builds.stream()
                                .mapToDouble(build -> build.getOrDefault(figure, Double.NaN))
                                .toArray()))));
    }

    Estimate of(BuildFigure figure) {
        return Objects.requireNonNull(byFigure.get(figure), figure::name);
    }

    double valueOf(BuildFigure figure) {
        return of(figure).value();
    }
}
