package dev.tokenbudget.internal.statistics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/** Summary statistics of a sample; small, since very many are held at once. */
public final class SampleSummary {

    private static final Percentile[] PERCENTILES = Percentile.values();

    private final int n;
    private final double mean;
    private final double standardDeviation;
    private final double min;
    private final double max;

    /** One for each constant of {@link Percentile}; not a number where it is not known. */
    private final double[] percentiles;

    /**
     * Summary statistics.
     *
     * @param n number of values, at least 1
     * @param mean arithmetic mean
     * @param standardDeviation of the sample (divided by n - 1); absent at n = 1
     * @param min smallest value
     * @param max largest value
     * @param percentiles by Hyndman and Fan's type 8, which is nearly median-unbiased at every n, so that samples of different
     *     sizes can be compared (The American Statistician 50, 1996)
     */
    public SampleSummary(
            int n,
            double mean,
            OptionalDouble standardDeviation,
            double min,
            double max,
            Map<Percentile, Double> percentiles) {
        this.n = n;
        this.mean = mean;
        this.standardDeviation = standardDeviation.orElse(Double.NaN);
        this.min = min;
        this.max = max;
        this.percentiles = new double[PERCENTILES.length];
        for (Percentile percentile : PERCENTILES) {
            this.percentiles[percentile.ordinal()] = percentiles.getOrDefault(percentile, Double.NaN);
        }
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

    /** Return the number of values, at least 1. */
    public int n() {
        return n;
    }

    /** Return the arithmetic mean. */
    public double mean() {
        return mean;
    }

    /** Return the standard deviation of the sample (divided by n - 1); absent at n = 1. */
    public OptionalDouble standardDeviation() {
        return Double.isNaN(standardDeviation) ? OptionalDouble.empty() : OptionalDouble.of(standardDeviation);
    }

    /** Return the smallest value. */
    public double min() {
        return min;
    }

    /** Return the largest value. */
    public double max() {
        return max;
    }

    /** Return the percentiles that are known, estimable or not. */
    public Map<Percentile, Double> percentiles() {
        Map<Percentile, Double> known = new EnumMap<>(Percentile.class);
        for (Percentile percentile : PERCENTILES) {
            if (!Double.isNaN(at(percentile))) {
                known.put(percentile, at(percentile));
            }
        }
        return known;
    }

    /** Return the value of {@code percentile}, estimable or not; not a number where it is not known. */
    public double at(Percentile percentile) {
        return percentiles[percentile.ordinal()];
    }

    /** Whether n is large enough for {@code percentile} to mean something. */
    public boolean isEstimable(Percentile percentile) {
        return n >= percentile.estimableFrom();
    }

    /** Return standard deviation / mean; absent at n = 1 or a mean of 0. */
    public OptionalDouble coefficientOfVariation() {
        return Double.isNaN(standardDeviation) || mean == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(standardDeviation / mean);
    }

    /** The same figures, to the last bit. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof SampleSummary that
                        && n == that.n
                        && Double.compare(mean, that.mean) == 0
                        && Double.compare(standardDeviation, that.standardDeviation) == 0
                        && Double.compare(min, that.min) == 0
                        && Double.compare(max, that.max) == 0
                        && Arrays.equals(percentiles, that.percentiles);
    }

    @Override
    public int hashCode() {
        return 31 * n + Double.hashCode(mean);
    }

    @Override
    public String toString() {
        return "n = " + n + ", mean = " + mean + ", standard deviation = " + standardDeviation + ", from " + min
                + " to " + max + ", " + percentiles();
    }
}
