package dev.tokenbudget.internal.history.output;

import java.util.Arrays;

/** How values are distributed over buckets. */
public final class Distribution {

    /** Bounds for tokens, and those for durations in seconds: as OpenTelemetry's conventions for generative AI advise. */
    public static final double[] TOKENS = {
        1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864
    };

    public static final double[] SECONDS = {
        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92
    };

    /** Bounds for how often something happens in a run. */
    public static final double[] TIMES = {1, 2, 3, 5, 8, 13, 21, 34, 55, 100};

    /** Bounds for parts of a whole. */
    public static final double[] SHARES = {0.1, 0.25, 0.5, 0.75, 0.9, 1};

    private final double[] bounds;
    private final long[] counts;
    private double sum;

    public Distribution(double... bounds) {
        this.bounds = bounds.clone();
        this.counts = new long[bounds.length + 1];
    }

    /** Count one value. */
    public void add(double value) {
        int found = Arrays.binarySearch(bounds, value);
        counts[found >= 0 ? found : -found - 1]++;
        sum += value;
    }

    /** Return the upper bounds of all buckets but the last one, which has none. A value that equals a bound is in its bucket. */
    public double[] bounds() {
        return bounds.clone();
    }

    /** Return how many values each bucket has. */
    public long[] counts() {
        return counts.clone();
    }

    /** Return how many values there are. */
    public long count() {
        return Arrays.stream(counts).sum();
    }

    /** Return what the values add up to. */
    public double sum() {
        return sum;
    }
}
