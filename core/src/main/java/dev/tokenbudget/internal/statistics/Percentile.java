package dev.tokenbudget.internal.statistics;

/**
 * A percentile that baselines keep, and the number of samples from which on it can be estimated: the smallest n at which
 * the sample's maximum exceeds it with 95 % confidence, ln 0.05 / ln p.
 */
public enum Percentile {
    P50(0.50),
    P75(0.75),
    P90(0.90),
    P95(0.95),
    P99(0.99);

    private static final double CONFIDENCE = 0.95;

    private final double probability;

    Percentile(double probability) {
        this.probability = probability;
    }

    /** Return the share of values at or below this percentile, between 0 and 1. */
    public double probability() {
        return probability;
    }

    /** Return the name in files: {@code p50} to {@code p99}. */
    public String key() {
        return "p" + Math.round(probability * 100);
    }

    /** Return the number of samples from which on this percentile is estimable: 5, 11, 29, 59, 299. */
    public int estimableFrom() {
        return (int) Math.ceil(StrictMath.log(1 - CONFIDENCE) / StrictMath.log(probability));
    }
}
