package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.text.Figures;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The seven latest days as bars.
 *
 * @param path the bars, as lines of an SVG
 * @param inWords what each day used
 */
record Spark(String path, String inWords) {

    private static final int DISTANCE = 10;
    private static final int HEIGHT = 20;

    /** Draw {@code days} of {@code week}: their cost where one is known, else their tokens. */
    static Spark of(Map<LocalDate, UsageSum> days, Period week) {
        UsageSum[] sums = week.from()
                .datesUntil(week.to())
                .map(day -> days.getOrDefault(day, UsageSum.NONE))
                .toArray(UsageSum[]::new);
        boolean priced = Arrays.stream(sums).anyMatch(sum -> sum.costUsd().signum() > 0);
        double[] values = Arrays.stream(sums)
                .mapToDouble(sum -> priced ? sum.costUsd().doubleValue() : sum.tokens())
                .toArray();
        String words = Arrays.stream(values)
                .mapToObj(value -> priced ? Figures.usd(value) : Figures.count(value))
                .collect(Collectors.joining(", "));
        return new Spark(path(values), (priced ? "Cost" : "Tokens") + " of each day: " + words);
    }

    private static String path(double[] values) {
        double most = Arrays.stream(values).max().orElse(0);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            long height = most == 0 ? 0 : Math.round(values[i] / most * HEIGHT);
            path.append('M')
                    .append(i * DISTANCE + DISTANCE / 2)
                    .append(' ')
                    .append(HEIGHT)
                    .append('v')
                    .append(-Math.max(height, values[i] > 0 ? 2 : 0));
        }
        return path.toString();
    }
}
