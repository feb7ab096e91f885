package dev.tokenbudget.internal.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Where a single run stands among the baseline's: green ≤ P75 &lt; yellow ≤ P90 &lt; red ≤ P99 &lt; critical. */
public enum Tier {
    GREEN(0.75),
    YELLOW(0.15),
    RED(0.09),
    CRITICAL(0.01);

    private final double expectedShare;

    Tier(double expectedShare) {
        this.expectedShare = expectedShare;
    }

    /** Return the share of runs that stand here where nothing changed, 0 to 1. */
    public double expectedShare() {
        return expectedShare;
    }

    /** Return the tier of a run of {@code value} against {@code baseline}. */
    public static Tier of(double value, SampleSummary baseline) {
        if (value <= baseline.at(Percentile.P75)) {
            return GREEN;
        }
        if (value <= baseline.at(Percentile.P90)) {
            return YELLOW;
        }
        return value <= baseline.at(Percentile.P99) ? RED : CRITICAL;
    }

    /** Return the share of runs in each tier. */
    public static Map<Tier, Double> shares(double[] candidate, SampleSummary baseline) {
        Map<Tier, Double> shares = new EnumMap<>(Tier.class);
        for (Tier tier : values()) {
            long runs = Arrays.stream(candidate)
                    .filter(value -> of(value, baseline) == tier)
                    .count();
            shares.put(tier, (double) runs / Math.max(candidate.length, 1));
        }
        return Collections.unmodifiableMap(shares);
    }
}
