package dev.tokenbudget.internal.efficiency;

import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.Tier;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the runs of a task stand among the accepted ones.
 *
 * @param shares the share of runs in each tier; they add up to 1
 * @param estimable whether so many runs were accepted that their 99th percentile means something
 */
public record TierShares(Map<Tier, Double> shares, boolean estimable) {

    public TierShares {
        Map<Tier, Double> sorted = new EnumMap<>(Tier.class);
        sorted.putAll(shares);
        shares = Collections.unmodifiableMap(sorted);
    }

    /** Put each of {@code samples} into its tier; nothing where there is no sample. */
    public static Optional<TierShares> of(double[] samples, SampleSummary accepted) {
        return samples.length == 0
                ? Optional.empty()
                : Optional.of(new TierShares(Tier.shares(samples, accepted), accepted.isEstimable(Percentile.P99)));
    }

    /** Return the share of runs in {@code tier}, 0 to 1. */
    public double of(Tier tier) {
        return shares.getOrDefault(tier, 0.0);
    }
}
