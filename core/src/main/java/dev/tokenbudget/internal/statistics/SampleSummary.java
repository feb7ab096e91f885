package dev.tokenbudget.internal.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * Summary statistics of a sample.
 *
 * @param n number of values, at least 1
 * @param mean arithmetic mean
 * @param standardDeviation of the sample (divided by n - 1); absent at n = 1
 * @param min smallest value
 * @param max largest value
 * @param percentiles by Hyndman and Fan's type 8, which is nearly median-unbiased at every n, so that samples of different
 *     sizes can be compared (The American Statistician 50, 1996)
 */
public record SampleSummary(
        int n,
        double mean,
        OptionalDouble standardDeviation,
        double min,
        double max,
        Map<Percentile, Double> percentiles) {

    public SampleSummary {
        percentiles = Collections.unmodifiableMap(new EnumMap<>(percentiles));
    }

    /**
     * Summarise a sample.
     *
     * @param values at least one value
     * @throws IllegalArgumentException if there is no value
     */
    public static SampleSummary of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("A sample needs at least one value.");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        Map<Percentile, Double> percentiles = new EnumMap<>(Percentile.class);
        Quantile quantile = Quantile.withDefaults().with(Quantile.EstimationMethod.HF8);
        for (Percentile percentile : Percentile.values()) {
            percentiles.put(percentile, quantile.evaluate(sorted.length, i -> sorted[i], percentile.probability()));
        }
        return new SampleSummary(
                values.length,
                Mean.of(values).getAsDouble(),
                values.length == 1
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(StandardDeviation.of(values).getAsDouble()),
                sorted[0],
                sorted[sorted.length - 1],
                percentiles);
    }

    /** Return the value of {@code percentile}, estimable or not. */
    public double at(Percentile percentile) {
        return percentiles.getOrDefault(percentile, Double.NaN);
    }

    /** Whether n is large enough for {@code percentile} to mean something. */
    public boolean isEstimable(Percentile percentile) {
        return n >= percentile.estimableFrom();
    }

    /** Return standard deviation / mean; absent at n = 1 or a mean of 0. */
    public OptionalDouble coefficientOfVariation() {
        return standardDeviation.isEmpty() || mean == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(standardDeviation.getAsDouble() / mean);
    }
}
