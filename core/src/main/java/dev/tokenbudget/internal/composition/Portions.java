package dev.tokenbudget.internal.composition;

import java.util.ArrayList;
import java.util.List;

/** Divides a whole number so that the portions add up to it. */
final class Portions {

    private Portions() {}

    /**
     * Return portions of {@code whole} in proportion to {@code weights}, each less than 1 away from its share as far as doubles
     * are exact. Where all weights are 0, the first takes all.
     *
     * @param weights at least one, none below 0
     */
    static List<Long> of(long whole, List<Long> weights) {
        double all = weights.stream().mapToDouble(Long::doubleValue).sum();
        List<Long> portions = new ArrayList<>();
        double weight = 0;
        long given = 0;
        for (int i = 0; i < weights.size(); i++) {
            weight += weights.get(i);
            boolean last = i == weights.size() - 1 || all == 0;
            long upToHere = last ? whole : Math.min(whole, Math.max(given, Math.round(whole * (weight / all))));
            portions.add(upToHere - given);
            given = upToHere;
        }
        return portions;
    }
}
