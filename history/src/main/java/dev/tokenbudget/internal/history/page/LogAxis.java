package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.html.Scale;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stretch of positive numbers on which equal ratios are equally far apart.
 *
 * @param logs their decimal logarithms
 */
record LogAxis(Scale logs) {

    private static final int MOST_TICKS = 7;
    private static final double[][] STEPS = {{1, 2, 5}, {1, 3}, {1}};

    static LogAxis around(double... values) {
        double least = Arrays.stream(values).map(Math::log10).min().orElse(0);
        double most = Arrays.stream(values).map(Math::log10).max().orElse(0);
        double margin = Math.max(0.1, (most - least) * 0.08);
        return new LogAxis(new Scale(least - margin, most + margin));
    }

    String percent(double value) {
        return logs.percent(Math.log10(value));
    }

    List<Scale.Tick> ticks() {
        List<Scale.Tick> ticks = List.of();
        for (double[] steps : STEPS) {
            ticks = ticks(steps);
            if (ticks.size() <= MOST_TICKS) {
                return ticks;
            }
        }
        return ticks;
    }

    private List<Scale.Tick> ticks(double... steps) {
        List<Scale.Tick> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(logs.from()); power <= logs.to(); power++) {
            for (double step : steps) {
                double log = power + Math.log10(step);
                if (log >= logs.from() && log <= logs.to()) {
                    double value = step * Math.pow(10, power);
                    ticks.add(new Scale.Tick(
                            logs.percent(log), Figures.count(value), Scale.anchorAt(logs.position(log))));
                }
            }
        }
        return ticks;
    }
}
