package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.SampleSummary;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Holds the numbers that people read in a baseline against the samples that the rule reads.
 *
 * @param field where they stand in the file
 * @param decimals how many decimals they are rounded to
 */
record ShownNumbers(String field, int decimals) {

    private static final String BY_HAND = ": the file was edited or merged by hand.";

    /** Refuse {@code shown} where it is not what {@code samples} tell. */
    void requireSame(MetricJson shown, SampleSummary samples) {
        requireSame("stddev", shown.stddev(), samples.standardDeviation());
        requireSame("min", shown.min(), OptionalDouble.of(samples.min()));
        requireSame("max", shown.max(), OptionalDouble.of(samples.max()));
        requireSame("p50", shown.p50(), OptionalDouble.of(samples.at(Percentile.P50)));
        requireSame("p75", shown.p75(), OptionalDouble.of(samples.at(Percentile.P75)));
        requireSame("p90", shown.p90(), OptionalDouble.of(samples.at(Percentile.P90)));
        requireSame("p95", shown.p95(), OptionalDouble.of(samples.at(Percentile.P95)));
        requireSame("p99", shown.p99(), OptionalDouble.of(samples.at(Percentile.P99)));
    }

    private void requireSame(String name, @Nullable BigDecimal shown, OptionalDouble told) {
        boolean same = shown == null || told.isEmpty()
                ? shown == null && told.isEmpty()
                : Math.abs(shown.doubleValue() - told.getAsDouble()) <= rounding(told.getAsDouble());
        if (!same) {
            throw new IllegalArgumentException("the field \"" + field + "." + name + "\" is "
                    + (shown == null ? "missing" : shown) + ", but that of its samples is "
                    + (told.isEmpty() ? "none" : told.getAsDouble()) + BY_HAND);
        }
    }

    private double rounding(double value) {
        return 0.5 * Math.pow(10, -decimals) + 2 * Math.ulp(value);
    }

    /** Refuse a summary without samples that no sample can have. */
    void requirePossible(SampleSummary alone) {
        double[] ascending = {
            alone.min(),
            alone.at(Percentile.P50),
            alone.at(Percentile.P75),
            alone.at(Percentile.P90),
            alone.at(Percentile.P95),
            alone.at(Percentile.P99),
            alone.max()
        };
        for (int i = 1; i < ascending.length; i++) {
            if (ascending[i] < ascending[i - 1]) {
                throw new IllegalArgumentException("the field \"" + field
                        + "\" says that min, p50, p75, p90, p95, p99 and max are " + Arrays.toString(ascending)
                        + ", but none is below the one before it" + BY_HAND);
            }
        }
        double range = alone.max() - alone.min();
        double deviation = alone.standardDeviation().orElse(0);
        boolean possible = alone.mean() >= alone.min()
                && alone.mean() <= alone.max()
                && alone.standardDeviation().isPresent() == alone.n() > 1
                && deviation <= range + rounding(range)
                && (alone.n() > 1 || range == 0);
        if (!possible) {
            throw new IllegalArgumentException("the field \"" + field + "\" says n = " + alone.n() + ", mean = "
                    + alone.mean() + " and stddev = "
                    + (alone.standardDeviation().isPresent() ? deviation : "none")
                    + ", which no sample from " + alone.min() + " to " + alone.max() + " has" + BY_HAND);
        }
    }

    /** Refuse a list of percentiles that are estimable, where it is there, that is not the one of {@code samples}. */
    void requireEstimable(@Nullable List<String> shown, SampleSummary samples) {
        List<String> told = estimable(samples);
        if (shown != null && !shown.equals(told)) {
            throw new IllegalArgumentException("the field \"" + field + ".estimable\" is " + shown + ", but of "
                    + samples.n() + " samples it is " + told + BY_HAND);
        }
    }

    static List<String> estimable(SampleSummary summary) {
        return Arrays.stream(Percentile.values())
                .filter(summary::isEstimable)
                .map(Percentile::key)
                .toList();
    }
}
