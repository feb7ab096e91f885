package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.settings.Mode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is demanded of one figure of some tasks, whatever their baseline is.
 *
 * @param tasks which tasks are meant
 * @param minimum the smallest value allowed, in the metric's unit; absent where any is
 * @param maximum the largest value allowed; absent where any is
 * @param mode {@code report} where no build fails by it
 */
public record Target(
        TaskGlob tasks,
        Metric metric,
        Statistic statistic,
        Optional<BigDecimal> minimum,
        Optional<BigDecimal> maximum,
        Mode mode) {

    /** What rounding may add to a mean: a value exactly on its limit is not beyond it. */
    private static final int ROUNDING_ULPS = 4;

    public Target {
        if (minimum.isEmpty() && maximum.isEmpty()) {
            throw new IllegalArgumentException("A target has a minimum, a maximum, or both.");
        }
        if (minimum.isPresent() && maximum.isPresent() && minimum.get().compareTo(maximum.get()) > 0) {
            throw new IllegalArgumentException("Its minimum " + minimum.get().toPlainString() + " is above its maximum "
                    + maximum.get().toPlainString() + ", so that no value is allowed.");
        }
    }

    /** Return what is asked for, such as "at least 0.6", written so that it can be told from {@code current}. */
    public String inWords(double current) {
        return Stream.concat(
                        minimum.map(least -> "at least " + amount(least, current)).stream(),
                        maximum.map(most -> "at most " + amount(most, current)).stream())
                .collect(Collectors.joining(" and "));
    }

    boolean isMetBy(double current) {
        boolean reaches = minimum.map(BigDecimal::doubleValue)
                .filter(least -> isAbove(least, current))
                .isEmpty();
        boolean stays = maximum.map(BigDecimal::doubleValue)
                .filter(most -> isAbove(current, most))
                .isEmpty();
        return reaches && stays;
    }

    private String amount(BigDecimal limit, double current) {
        return metric.undivided().amount(metric.figure(limit.doubleValue(), current));
    }

    private static boolean isAbove(double value, double limit) {
        return value - limit > ROUNDING_ULPS * Math.ulp(limit);
    }
}
